export { calm } from '@meanwhile/client';
