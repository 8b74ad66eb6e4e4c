import { takeBaseFrom } from './base.ts';

// meanwhile.js: a classic script, so the browser says which one is running now.
takeBaseFrom((document.currentScript as HTMLScriptElement | null)?.src);

export { Status } from './status.ts';
