// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Api, type UploadProgress, upload } from '../src/index.ts';
import { Standin } from './standin.ts';

describe('upload', () => {
  let server: Standin;
  let api: Api;

  beforeEach(async () => {
    server = new Standin();
    api = new Api(await server.start());
  });
  afterEach(() => server.stop());

  it('sends the file as it is, under its name', async () => {
    const seen: UploadProgress[] = [];
    const file = new File(['a,b\n1,2\n'], 'my file.csv', { type: 'text/csv' });
    const known = await upload(api, file, progress => seen.push(progress));
    expect(known).toMatchObject({ id: 'upload-1', name: 'my file.csv', size: 8 });
    expect(server.bodies).toEqual(['a,b\n1,2\n']);
  });

  it('says why a file was refused', async () => {
    const refused = upload(api, new File(['x'], 'tool.exe'));
    await expect(refused).rejects.toMatchObject({
      status: 413,
      title: 'The file was not kept.',
      advice: 'Split it.',
    });
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(upload(api, new File(['x'], 'a.csv'), () => {}, stop.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
