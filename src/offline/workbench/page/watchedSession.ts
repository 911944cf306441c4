import { HostSession, type Reply, type SessionOptions } from "../../host/bridge/session";
import { PathType, type RequestBody } from "../../host/richapi/wire";

/** A session that lets requests wait until the workbook is calculated, and tells when they worked in it. */
export class WatchedSession extends HostSession {
  constructor(
    options: SessionOptions,
    private readonly whenCalculated: () => Promise<void>,
    private readonly onWork: () => void
  ) {
    super(options);
  }

  override async execute(request: RequestBody, bytes: number, flags: number): Promise<Reply> {
    if (!isForService(request)) await this.whenCalculated();
    const reply = super.execute(request, bytes, flags);
    // A request may never be answered and have done its work all the same.
    this.onWork();
    return reply.finally(this.onWork);
  }
}

/** Services take, among others, what custom functions give: what the calculation itself waits for. */
const isForService = ({ ObjectPaths }: RequestBody): boolean =>
  Object.values(ObjectPaths).some((path) => path.ObjectPathType === PathType.NewObject);
