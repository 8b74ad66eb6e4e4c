import type { Api } from './api.ts';
import { Problem, parse } from './problem.ts';
import type { Upload } from './types.ts';

export interface UploadProgress {
  sent: number;
  total: number;
}

/** Sends a file as it is and tells how far it got: `fetch` cannot, so this is an XMLHttpRequest. */
export function upload(
  api: Api,
  file: File,
  onProgress: (progress: UploadProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cut = () => request.abort();
    request.open('POST', api.url('/api/uploads', { name: file.name }));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', randomKey());
    request.upload.onprogress = event => onProgress({ sent: event.loaded, total: event.total || file.size });
    request.onload = () => {
      const ok = request.status >= 200 && request.status < 300;
      if (ok) resolve(JSON.parse(request.responseText) as Upload);
      else reject(Problem.from(parse(request.responseText), request.status, headersOf(request)));
    };
    request.onerror = () => reject(Problem.unreachable());
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    request.onloadend = () => signal?.removeEventListener('abort', cut);
    signal?.addEventListener('abort', cut);
    request.send(file);
    if (signal?.aborted) request.abort();
  });
}

/** 128 random bits; `crypto.randomUUID` is missing on plain http. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const name of ['retry-after', 'x-request-id']) {
    const value = request.getResponseHeader(name);
    if (value) headers.set(name, value);
  }
  return headers;
}
