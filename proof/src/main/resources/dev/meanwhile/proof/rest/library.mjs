// What a program does that was written against Supabase, with the real library. Prints a line for each promise.
import { createRequire } from 'node:module'

const [folder, url, bossKey, agentKey] = process.argv.slice(2)
const { PostgrestClient } = createRequire(folder + '/')('@supabase/postgrest-js')

const client = (key) => new PostgrestClient(url, { headers: { apikey: key, Authorization: `Bearer ${key}` }, schema: 'public' })
const boss = client(bossKey)
const agent = client(agentKey)

const say = (holds, promise) => console.log((holds ? 'ok ' : 'no ') + promise)
const check = async (promise, work) => {
  try {
    const wrong = await work()
    say(wrong === true, wrong === true ? promise : `${promise}: ${JSON.stringify(wrong)}`)
  } catch (failure) {
    say(false, `${promise}: ${failure}`)
  }
}
const row = (more) => ({ task_type: 'chat', input_data: { conversation_id: 45, tags: ['a', 'b'] }, ...more })
const made = async (db, more) => {
  const { data, error } = await db.from('async_tasks').insert(row(more)).select().single()
  if (error) throw new Error(error.message)
  return data
}

await check('insert().select().single() answers with the row', async () => {
  const task = await made(boss)
  return (task.status === 'pending' && task.input_data.conversation_id === 45 && !Number.isNaN(Date.parse(task.created_at))) || task
})
await check('insert() of many, without select(), answers with nothing', async () => {
  const { data, error, status } = await boss.from('async_tasks').insert([row(), row({ workflow_id: 'w' })])
  return (data === null && error === null && status === 201) || { data, error, status }
})
await check('a task is taken by one, worked on and completed', async () => {
  const { id } = await made(boss)
  const take = () => boss.from('async_tasks').update({ status: 'processing' }).eq('id', id).eq('status', 'pending').select()
  const [one, other] = await Promise.all([take(), take()])
  if (one.error || other.error || one.data.length + other.data.length !== 1) return { one, other }
  await boss.from('async_tasks').update({ current_step: 'thinking', status_message: 'Asking…' }).eq('id', id).throwOnError()
  const { data, error } = await boss.from('async_tasks').update({ status: 'completed', output_data: { tokens_used: 812 } })
    .eq('id', id).select('status, tokens:output_data->tokens_used').single()
  return (data?.status === 'completed' && data.tokens === 812) || error || data
})
await check('filters find what they say', async () => {
  const mark = crypto.randomUUID()
  for (const size of [1, 2, 3]) await made(boss, { metadata: { mark, size: String(size), words: `a, "b" (${size})` } })
  const rows = () => boss.from('async_tasks').select('id, size:metadata->>size').eq('metadata->>mark', mark)
  const sizes = async (query) => {
    const { data, error } = await query
    return error ? error.message : data.map((one) => one.size).sort().join()
  }
  const found = [
    await sizes(rows()),
    await sizes(rows().neq('metadata->>size', '2')),
    await sizes(rows().gt('metadata->>size', '1').lte('metadata->>size', '3')),
    await sizes(rows().in('metadata->>size', ['1', '3', 'x, y'])),
    await sizes(rows().like('metadata->>words', '%(1)')),
    await sizes(rows().ilike('metadata->>words', 'A, "B"%')),
    await sizes(rows().is('processing_started_at', null).not('metadata->>size', 'eq', '1')),
    await sizes(rows().or('metadata->>size.eq.1,and(metadata->>size.eq.2,status.eq.pending)')),
    await sizes(rows().or('metadata->>words.eq."a, \\"b\\" (3)"')),
    await sizes(rows().contains('metadata', { size: '2' })),
    await sizes(rows().match({ status: 'pending', task_type: 'chat' })),
    await sizes(rows().gte('created_at', new Date(Date.now() - 3600e3).toISOString()).lt('created_at', '2099-01-01T00:00:00+00:00'))
  ].join(' | ')
  return found === '1,2,3 | 1,3 | 2,3 | 1,3 | 1 | 1,2,3 | 2,3 | 1,2 | 3 | 2 | 1,2,3 | 1,2,3' || found
})
await check('order(), range() and limit() page through without gaps', async () => {
  const seen = []
  for (let from = 0; ; from += 2) {
    const { data, error } = await boss.from('async_tasks').select('id').order('created_at', { ascending: false, nullsFirst: false }).range(from, from + 1)
    if (error) return error
    seen.push(...data.map((one) => one.id))
    if (data.length < 2) break
  }
  const { data } = await boss.from('async_tasks').select('id').limit(1000)
  return (new Set(seen).size === seen.length && seen.length === data.length) || { seen: seen.length, all: data.length }
})
await check('select() with a count, and with its head only', async () => {
  const whole = await boss.from('async_tasks').select('*', { count: 'exact', head: true })
  const part = await boss.from('async_tasks').select('id', { count: 'exact' }).range(0, 0)
  return (whole.data === null && whole.count > 5 && part.data.length === 1 && part.count === whole.count) || { whole, part }
})
await check('maybeSingle() of none is null, single() of none is an error', async () => {
  const nobody = crypto.randomUUID()
  const maybe = await boss.from('async_tasks').select().eq('id', nobody).maybeSingle()
  const single = await boss.from('async_tasks').select().eq('id', nobody).single()
  return (maybe.data === null && maybe.error === null && single.error?.code === 'PGRST116') || { maybe, single }
})
await check('the history is a table', async () => {
  const { id } = await made(boss)
  const { data, error } = await boss.from('task_events').select('event_type').eq('task_id', id)
  return data?.[0]?.event_type === 'submitted' || error || data
})
await check('rpc() calls the functions of the contract', async () => {
  const created = await boss.rpc('create_background_task', { entity_type: 'client', entity_id: 'K1', entity_label: 'John', task_type: 'chat' })
  const started = await boss.rpc('start_background_task', { task_id: created.data })
  const failed = await boss.rpc('fail_background_task', { task_id: created.data, error_message: 'It did not work.', attempt: 1 })
  const { data } = await boss.from('user_failed_tasks').select('error_message').eq('id', created.data)
  const all = await boss.from('all_failed_tasks').select('error_message').eq('id', created.data).single()
  return (started.data === 1 && failed.data === true && data.length <= 1 && all.data.error_message === 'It did not work.') || { created, started, failed, all }
})
await check('what is refused is an error with a sentence, a code and a hint', async () => {
  const { id } = await made(boss)
  const errors = await Promise.all([
    boss.from('async_tasks').update({ status: 'completed' }).eq('id', id).select(),
    boss.from('async_tasks').delete().eq('id', id),
    boss.from('async_tasks').upsert(row()),
    boss.from('async_tasks').select('id, users(*)'),
    boss.from('async_tasks').select().textSearch('status_message', 'x'),
    boss.from('async_tasks').select().eq('id', 'seventeen'),
    boss.from('nothing').select(),
    boss.rpc('nothing'),
    boss.schema('auth').from('async_tasks').select()
  ])
  const silent = errors.filter(({ error }) => !(error?.message?.endsWith('.') && error.code && error.hint))
  const codes = errors.map(({ error }) => error?.code).join()
  return (silent.length === 0 && codes === 'MW001,MW001,PGRST100,PGRST200,PGRST100,22P02,PGRST205,PGRST202,PGRST106') || { silent, codes }
})
await check('an agent sees and changes what is theirs', async () => {
  const mine = await made(agent)
  const { id } = await made(boss)
  const seen = await agent.from('async_tasks').select('id').in('id', [mine.id, id])
  const changed = await agent.from('async_tasks').update({ status: 'cancelled' }).in('id', [mine.id, id]).select('id')
  const worked = await agent.from('async_tasks').update({ status: 'processing' }).eq('id', (await made(agent)).id)
  const stranger = await client('mwk_nobody').from('async_tasks').select()
  return (seen.data.length === 1 && changed.data?.length === 1 && changed.data[0].id === mine.id
    && worked.error?.code === 'MW006' && stranger.status === 401 && Boolean(stranger.error)) || { seen, changed, worked, stranger }
})
