import { Api, Feed } from '@meanwhile/client';

/** The server of this page, its live news, and the tasks that the page knows. One of each. */
export const api = new Api();
export const feed = new Feed(api);
export const store = feed.store;
