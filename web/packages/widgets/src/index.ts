export { shapeOf } from './icons.ts';
export { Status } from './status.ts';
export { TaskLine } from './task-line.ts';
