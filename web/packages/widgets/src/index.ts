export { Bell } from './bell.ts';
export { Failed } from './failed.ts';
export { shapeOf } from './icons.ts';
export { configure, init, type Options, on, type Placed, track } from './init.ts';
export { Panel } from './panel.ts';
export { Status } from './status.ts';
export { TaskLine } from './task-line.ts';
export { Toasts } from './toasts.ts';
