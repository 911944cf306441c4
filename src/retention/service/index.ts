export {
  type CareKind,
  type CarePlan,
  type CareTask,
  careKinds,
  carePlan,
  careTaskKey,
} from "./care";
export {
  type LifecycleColumns,
  type LifecycleStage,
  NO_STAGE,
  REPURCHASE,
  lifecycleOfAll,
  lifecycleStageOf,
  lifecycleStages,
  stageAdvice,
} from "./lifecycle";
export { careParameters, lifecycleParameters } from "./lifecycleParameters";
export {
  type NextServiceColumns,
  type NextServiceOptions,
  type ServiceBasis,
  type ServiceIntervals,
  drivenLessThanInterval,
  nextServiceDay,
  nextServiceOfAll,
  serviceBases,
  serviceIntervals,
} from "./nextService";
export {
  type CustomerStatement,
  KM_PER_DAY,
  type OdometerColumns,
  kmPerDayOf,
  kmPerDayOfAll,
  odometerParameters,
  predictedKm,
} from "./odometer";
export { odometerFindings } from "./readings";
export { openRecommendations } from "./repairReminders";
export {
  WARRANTY,
  type WarrantyColumns,
  ageDayOf,
  warrantyEnds,
  warrantyStateOn,
} from "./warranty";
