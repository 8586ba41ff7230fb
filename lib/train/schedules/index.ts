export { type Schedule, type Scheduled, type Span } from "./schedule";
export { rateIsScheduled, scheduleOf, setsRate, trainingSchedule } from "./schedule-of";
export { type FilledSchedule, scheduleKeys, scheduleSchema } from "./schedule-schema";
export { type ScheduleSpec } from "./schedule-spec";
