/** How to verify a call, in the languages of those who are called. The secret stands in `SECRET`. */
export const SNIPPETS: { name: string; note?: string; code: string }[] = [
  {
    name: 'Java, with the library standardwebhooks',
    code: `// com.standardwebhooks:standardwebhooks; headers as a map of lists, body as it came
new com.standardwebhooks.Webhook(System.getenv("SECRET")).verify(body, headers);`,
  },
  {
    name: 'Node',
    note: 'Give it the body as it came, not JSON that was read and written again.',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto';

export function fits(secret, headers, body) {
  const id = headers['webhook-id'];
  const at = headers['webhook-timestamp'];
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const right = createHmac('sha256', key).update(\`\${id}.\${at}.\`).update(body).digest();
  return headers['webhook-signature'].split(' ').some(one => {
    const [version, shown = ''] = one.split(',');
    const given = Buffer.from(shown, 'base64');
    return version === 'v1' && given.length === right.length && timingSafeEqual(given, right);
  });
}`,
  },
  {
    name: 'Python',
    note: 'Give it the bytes of the body.',
    code: `import base64, hashlib, hmac, time

def fits(secret: str, headers, body: bytes) -> bool:
    message_id, at = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(at)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.new(key, f"{message_id}.{at}.".encode() + body, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(f"v1,{right}", one) for one in headers["webhook-signature"].split(" "))`,
  },
  {
    name: 'n8n',
    note: 'Webhook with Raw Body, Extract From Text File, Crypto (Hmac, SHA256, BASE64, to the property signature) over the first line, If with the second. The node takes its secret as text: choose one whose bytes are letters.',
    code: `={{ $('Webhook').item.json.headers['webhook-id'] }}.{{ $('Webhook').item.json.headers['webhook-timestamp'] }}.{{ $json.data }}
={{ $('Webhook').item.json.headers['webhook-signature'].split(' ').includes('v1,' + $json.signature) }}`,
  },
];
