export type { Problem, Task, TaskQuery } from '@meanwhile/client';
export { useEntityTasks } from './entity.ts';
export { configure, type Options } from './hub.ts';
export { type Told, useTask } from './task.ts';
export { type Listed, useTasks } from './tasks.ts';
export { type Trigger, useTaskTrigger } from './trigger.ts';
