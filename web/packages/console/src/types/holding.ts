import { AskReason } from '../parts/ask-reason.ts';
import { api } from '../session.ts';

/** Keeps a type back, or lets it go on, after asking why; false when the user thought better of it. */
export async function hold(type: string, title: string, verb: 'pause' | 'resume'): Promise<boolean> {
  const reason = await AskReason.ask(
    verb === 'pause'
      ? {
          heading: `Pause “${title}”?`,
          consequence:
            'No task of this type is started until somebody resumes it. Tasks that run go on, new ones are taken and wait. Nothing is lost.',
          verb: 'Pause it',
          refusal: 'Leave it on',
          needed: true,
        }
      : {
          heading: `Resume “${title}”?`,
          consequence: 'Tasks of this type start again, those that waited longest first.',
          verb: 'Resume it',
          refusal: 'Not now',
          needed: true,
        },
  );
  if (reason === null) return false;
  await api.ask('POST', `/api/types/${encodeURIComponent(type)}/${verb}`, { reason });
  return true;
}
