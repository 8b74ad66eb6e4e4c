import { Signal, type TaskType, titleOfType } from '@meanwhile/client';
import { api } from './session.ts';

/** The task types that the server knows, read once. */
let known: TaskType[] = [];
let asked = false;

export const typesKnown = new Signal<void>();

export function taskTypes(): TaskType[] {
  if (!asked) void ask();
  return known;
}

async function ask(): Promise<void> {
  asked = true;
  try {
    known = await api.types();
    typesKnown.emit();
  } catch {
    // Titles are a nicety: names stand in for them, and whoever draws next asks again.
    asked = false;
  }
}

export function titleOf(type: string): string {
  return taskTypes().find(one => one.task_type === type)?.title ?? titleOfType(type);
}
