import { Component, type ReactNode } from "react";

interface Props {
  /** What is shown instead of the broken part. */
  readonly instead: ReactNode;
  readonly children: ReactNode;
}

/** Keeps a defect in the pane from leaving it blank; shows no stack trace and no data. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.instead : this.props.children;
  }
}
