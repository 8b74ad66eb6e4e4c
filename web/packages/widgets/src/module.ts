import { takeBaseFrom } from './base.ts';

// meanwhile.esm.js: a module, so it knows its own address.
takeBaseFrom(import.meta.url);

export * from './index.ts';
