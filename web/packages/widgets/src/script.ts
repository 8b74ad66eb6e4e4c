import { takeBaseFrom } from './base.ts';
import { configure, init } from './init.ts';

// meanwhile.js: a classic script, so the browser says which one is running now.
const script = document.currentScript as HTMLScriptElement | null;
const said = script?.dataset ?? {};
takeBaseFrom(script?.src);

const options = {
  base: said.base || undefined,
  tokenUrl: said.tokenUrl || undefined,
  scope: said.scope === 'all' ? ('all' as const) : undefined,
  retries: said.retries !== undefined && said.retries !== 'off',
  taskUrl: said.taskUrl || undefined,
};
configure(options);
if (said.auto !== 'off') {
  const begin = () => void init(options);
  // With `defer` the page is there already; without, it is still being read.
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin, { once: true });
  else begin();
}

// What the library of the elements leaves for its own warnings; not on somebody else's page, unless it is theirs.
const page = globalThis as unknown as Record<string, unknown[] | undefined>;
if (page.litElementVersions?.length === 1) {
  for (const name of [
    'litElementVersions',
    'litHtmlVersions',
    'litPropertyMetadata',
    'reactiveElementVersions',
  ])
    delete page[name];
}

// The name under which the documents know it.
(globalThis as { TaskMonitor?: unknown }).TaskMonitor ??= { init };

export { Bell } from './bell.ts';
export { Failed } from './failed.ts';
export { configure, init, on, track } from './init.ts';
export { Panel } from './panel.ts';
export { Status } from './status.ts';
export { Toasts } from './toasts.ts';
