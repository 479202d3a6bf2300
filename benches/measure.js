'use strict'
// Drives the benches: starts servers, lets wrk ask them in alternating rounds, prints tables. benches/run calls it.

const { execFileSync, spawn, execFile } = require('node:child_process')
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const path = require('node:path')
const { promisify } = require('node:util')

const settings = JSON.parse(process.argv[2])
const seconds = Number(settings.seconds)
const rounds = Number(settings.rounds)
const parts = settings.parts.split(' ')
const { stand, work, benches, program, postgres } = settings
const FASTIFY = path.join(work, 'peers', 'server.js')
const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']))

const run = promisify(execFile)
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

// --- processes ---

const started = new Set()
process.on('exit', () => started.forEach((child) => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

let nextPort = 18400

/** Starts a server; `args` gets its address. */
async function start (name, command, args, env = {}) {
  const port = nextPort++
  const log = path.join(work, `${name.replace(/\W+/g, '-')}.log`)
  const out = fs.openSync(log, 'w')
  const child = spawn(command, args(port), { stdio: ['ignore', out, out], env: { ...process.env, ...env } })
  fs.closeSync(out)
  started.add(child)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.once('exit', () => started.delete(child))
  for (let tries = 0; !(await listens(port)); tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error(`${name} does not listen: see ${log}`)
    await pause(50)
  }
  return { name, port, pid: child.pid, stop: () => { child.kill('SIGTERM'); return Promise.race([ended, pause(3000).then(() => child.kill('SIGKILL'))]) } }
}

const listens = (port) => new Promise((resolve) => {
  const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) })
  socket.on('error', () => resolve(false))
})

/** What the kernel tells of a process, from its state on: proc(5), from (3). */
const stat = (pid) => fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')

/** Milliseconds of processor time of a process so far. */
function cpuMs (pid) {
  const fields = stat(pid)
  return (Number(fields[11]) + Number(fields[12])) * 1000 / TICKS_PER_SECOND
}

const rssKib = (pid) => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1])

// --- one run of wrk ---

/** How long a server is asked before it is measured: Node compiles what it finds to be hot. */
const WARM_SECONDS = 4

/** Asks a server for a while. `load`: file, connections, and for what can be done once: from. */
async function ask (server, load, lasting = seconds) {
  const env = { ...process.env, REQUESTS: load.file }
  if (load.body) env.BODY = load.body
  if (load.from !== undefined) Object.assign(env, { FROM: String(load.from), ONCE: '1' })
  const before = cpuMs(server.pid)
  const args = ['-t1', '--timeout', '10s', `-c${load.connections}`, `-d${lasting}s`, '-s', path.join(benches, 'wrk', 'replay.lua'), `http://127.0.0.1:${server.port}`]
  const { stdout } = await run('wrk', args, { env })
  const told = JSON.parse(stdout.trim().split('\n').pop())
  if (told.refused + told.broken > 0) throw new Error(`${server.name}: ${told.refused} refused and ${told.broken} broken of ${told.requests} requests`)
  return { ...told, perSecond: told.requests * 1e6 / told.us, cpuUs: (cpuMs(server.pid) - before) * 1000 / told.requests }
}

/** Medians of alternating rounds over several contestants: functions that give one run's figures. */
async function alternate (contestants) {
  const runs = contestants.map(() => [])
  for (let round = 0; round < rounds; round++) {
    // Each round begins with another, so that nobody always follows the same one.
    for (let n = 0; n < contestants.length; n++) {
      const at = (n + round) % contestants.length
      runs[at].push(await contestants[at].once())
    }
  }
  const one = (at, key) => median(runs[at].map((figures) => figures[key]))
  const ratio = (at, key, to) => median(runs[at].map((figures, round) => figures[key] / runs[to][round][key]))
  return contestants.map(({ name }, at) => ({
    name,
    cpuUs: one(at, 'cpuUs'),
    perSecond: one(at, 'perSecond'),
    p50us: one(at, 'p50us'),
    databaseUs: one(at, 'databaseUs'),
    cpuTimes: ratio(at, 'cpuUs', 0),
    rateTimes: ratio(0, 'perSecond', at)
  }))
}

// --- tables ---

const cell = (value, digits) => value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits)

function show (title, results, note = '') {
  console.log(`\n### ${title}\n`)
  if (note) console.log(`${note}\n`)
  const database = results.some((r) => r.databaseUs > 0)
  console.log(`| server | CPU µs a request | its CPU : ours | our requests a second : its |${database ? ' database CPU µs a request |' : ''}`)
  console.log(`| --- | ---: | ---: | ---: |${database ? ' ---: |' : ''}`)
  for (const r of results) {
    console.log(`| ${r.name} | ${cell(r.cpuUs, 1)} | ${cell(r.cpuTimes, 2)} | ${cell(r.rateTimes, 2)} |${database ? ` ${cell(r.databaseUs, 1)} |` : ''}`)
  }
}

const verdicts = []

/** A line of DESIGN's budgets. `more`: whether more is better. */
function judge (what, value, must, wish, more = true, unit = '×') {
  const holds = (bound) => more ? value >= bound : value <= bound
  const bounds = must === undefined ? ['–', '–', '–'] : [`${must}${unit}`, `${wish}${unit}`, holds(wish) ? 'wish' : holds(must) ? 'must' : 'missed']
  verdicts.push([what, `${cell(value, 2)}${unit}`, ...bounds])
}

// --- worlds ---

/** A filled database, made once and copied for each server; the requests that fit it lie beside it. */
class World {
  #copies = 0

  constructor (kind, name, people, callers, ties) {
    Object.assign(this, { kind, name, people, callers, ties, folder: path.join(work, 'worlds', `${name}-${kind}`) })
  }

  file (requests) {
    return path.join(this.folder, requests)
  }

  async fill () {
    const plan = [this.folder, this.people, this.callers, this.ties].map(String)
    const done = this.file('filled')
    const wanted = JSON.stringify([plan, fs.statSync(stand).mtimeMs, this.kind === 'postgres' ? process.pid : 0])
    if (fs.existsSync(done) && fs.readFileSync(done, 'utf8') === wanted) return this
    console.error(`Filling ${this.kind} with ${this.people} people`)
    fs.rmSync(this.folder, { recursive: true, force: true })
    fs.mkdirSync(this.folder, { recursive: true })
    if (this.kind === 'postgres') {
      await psql(`DROP DATABASE IF EXISTS bench_${this.name} WITH (FORCE)`)
      await psql(`CREATE DATABASE bench_${this.name}`)
    }
    const address = this.kind === 'sqlite' ? `sqlite:${this.file('sqlite.db')}` : `${postgres}/bench_${this.name}`
    await run(stand, ['seed', address, ...plan])
    fs.writeFileSync(done, wanted)
    return this
  }

  /** A place for a copy. */
  place () {
    return this.#copies++
  }

  /** A fresh copy: its address. It takes the place of an earlier one, which nobody uses any more. */
  async copy (place = this.place()) {
    const name = `${this.name}_${place}`
    if (this.kind === 'sqlite') {
      const file = this.file(`${name}.db`)
      for (const end of ['', '-wal', '-shm']) fs.rmSync(`${file}${end}`, { force: true })
      fs.copyFileSync(this.file('sqlite.db'), file)
      return `sqlite:${file}`
    }
    await psql(`DROP DATABASE IF EXISTS bench_${name} WITH (FORCE)`)
    await psql(`CREATE DATABASE bench_${name} TEMPLATE bench_${this.name}`)
    return `${postgres}/bench_${name}`
  }

  async statements () {
    const file = this.file('statements.json')
    const { stdout } = await run(stand, ['statements', await this.copy(), this.folder])
    fs.writeFileSync(file, stdout)
    return file
  }
}

/** The world of most parts. */
const middle = (kind) => new World(kind, 'middle', 10_000, 4_000, 30).fill()

const psql = (sql) => run('psql', ['-q', `${postgres}/postgres`, '-c', sql])

/** The servers of PostgreSQL that have been seen. */
const postmasters = new Set()

/** Milliseconds of processor time of the processes that serve the databases of the benches, those that have ended too. */
function databaseMs () {
  let sum = 0
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!/^postgres: .*bench_/.test(fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) continue
      sum += cpuMs(pid)
      postmasters.add(stat(pid)[1])
    } catch { /* it has ended, and is counted with its parent */ }
  }
  for (const pid of postmasters) sum += (Number(stat(pid)[13]) + Number(stat(pid)[14])) * 1000 / TICKS_PER_SECOND
  return sum
}

const whole = (address, alone = false) => (port) => ['serve', `127.0.0.1:${port}`, address, ...(alone ? ['alone'] : [])]
const fastify = (address, statements) => (port) => [FASTIFY, String(port), address, statements]

/** A contestant that may do each request once: gets a fresh copy of its world when requests run out. */
class Once {
  constructor (name, world, requests, serve) {
    Object.assign(this, { name, world, serve, file: world.file(requests), place: world.place(), from: Infinity, longest: 0 })
    this.count = fs.readFileSync(this.file, 'utf8').split('\n').length - 2
  }

  async once () {
    if (this.from + this.longest * 1.5 > this.count) {
      if (this.server) await this.server.stop()
      this.server = await this.serve(await this.world.copy(this.place))
      this.from = (await ask(this.server, { file: this.file, connections: 64, from: 0 }, 2)).used
    }
    const before = databaseMs()
    const figures = await ask(this.server, { file: this.file, connections: 64, from: this.from })
    this.from += figures.used
    this.longest = Math.max(this.longest, figures.used)
    if (this.from > this.count) throw new Error(`${this.name}: the world is too small for ${figures.used} requests a round`)
    return { ...figures, databaseUs: (databaseMs() - before) * 1000 / figures.requests }
  }

  stop () {
    return this.server.stop()
  }
}

const reading = (server, file, connections = 64) => ({
  name: server.name,
  once: async () => {
    const before = databaseMs()
    const figures = await ask(server, { file, connections })
    return { ...figures, databaseUs: (databaseMs() - before) * 1000 / figures.requests }
  }
})

// --- the parts ---

async function echo () {
  const world = await middle('sqlite')
  const database = await world.copy()
  const statements = await world.statements()
  const body = path.join(benches, 'user_update.json')
  const way = (mode) => (port) => ['echo', mode, `127.0.0.1:${port}`, ...(mode === 'ours' ? [database] : [])]
  const servers = [
    await start('Talkamie', stand, way('ours')),
    await start('Fastify + Ajv + fast-json-stringify', process.execPath, fastify(await world.copy(), statements)),
    await start('hyper + serde_json tree + jsonschema, typed', stand, way('tree')),
    await start('hyper + serde_json tree + jsonschema, tree back', stand, way('tree-back')),
    await start('poem typed, nothing checked', stand, way('typed')),
    await start('hyper, bytes back', stand, way('bare'))
  ]
  const file = world.file('update')
  const said = await Promise.all(servers.map((server) => put(server, file, body)))
  const same = (n) => JSON.stringify(sorted(said[n].data)) === JSON.stringify(sorted(said[0].data))
  for (const n of [1, 2, 4]) if (!same(n)) throw new Error(`${servers[n].name} answers something else:\n${JSON.stringify(said[n])}\n${JSON.stringify(said[0])}`)
  for (const server of servers) await ask(server, { file, body, connections: 16 }, WARM_SECONDS)
  const results = await alternate(servers.map((server) => ({ name: server.name, once: () => ask(server, { file, body, connections: 16 }) })))
  await Promise.all(servers.map((server) => server.stop()))
  show(`PUT of a whole profile (${fs.statSync(body).size} bytes), echoed`, results, '1 worker thread each, 16 connections.')
  judge('PUT of a profile: CPU against Fastify', results[1].cpuTimes, 3, 4)
  judge('PUT of a profile: CPU against hyper + tree + jsonschema', 1 / results[2].cpuTimes, 1.1, 0.85, false)
}

async function put (server, file, body) {
  const [method, target, token] = fs.readFileSync(file, 'utf8').trim().split(' ')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`http://127.0.0.1:${server.port}${target}`, { method, headers, body: fs.readFileSync(body) })
  if (!answer.ok) throw new Error(`${server.name} answers ${answer.status}: ${await answer.text()}`)
  const said = await answer.json()
  if (said.data) delete said.data.id
  return said
}

/** The same whatever the order of members. */
function sorted (value) {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
}

async function stories () {
  for (const [kind, name, driver] of [['sqlite', 'SQLite', 'better-sqlite3'], ['postgres', 'PostgreSQL', 'pg']]) {
    if (kind === 'postgres' && !postgres) continue
    const world = await middle(kind)
    const statements = await world.statements()
    const contestants = [
      ['Talkamie', (address) => start('Talkamie', stand, whole(address))],
      [`Fastify + Ajv + ${driver}`, (address) => start(`Fastify-${driver}`, process.execPath, fastify(address, statements))]
    ]
    if (kind === 'postgres') {
      const env = { PGOPTIONS: '-c plan_cache_mode=force_generic_plan' }
      contestants.push([`the same, with Talkamie's \`plan_cache_mode\``, (address) => start('Fastify-pg-generic', process.execPath, fastify(address, statements), env)])
    }
    const servers = []
    for (const [called, serve] of contestants) servers.push({ ...await serve(await world.copy()), called })
    for (const requests of [...READS, ...WRITES].map(([requests]) => requests)) await agree(servers, world.file(requests))
    for (const [requests, called, must, wish] of READS) {
      const file = world.file(requests)
      for (const server of servers) await ask(server, { file, connections: 64 }, WARM_SECONDS)
      const seen = await alternate(servers.map((server) => reading({ ...server, name: server.called }, file)))
      show(`${called} on ${name}`, seen, '1 worker thread each, 64 connections.')
      judgeStory(`${called} on ${name}`, seen, must, wish)
    }
    await Promise.all(servers.map((server) => server.stop()))
    for (const [requests, called, must, wish] of WRITES) {
      const ends = contestants.map(([called, serve]) => new Once(called, world, requests, serve))
      const ended = await alternate(ends)
      await Promise.all(ends.map((end) => end.stop()))
      show(`${called} on ${name}`, ended, 'Durable: `synchronous=FULL`, `fsync=on`. 1 worker thread each, 64 connections; each request can be made once.')
      judgeStory(`${called} on ${name}`, ended, must, wish)
    }
  }
}

/** The stories of the twin: the file of their requests, their name, what DESIGN.md wants of them. */
const READS = [['profile', 'get user', 3, 5], ['page', 'get users, a page of 25'], ['chats', 'get chats, a page of 25']]
const WRITES = [['disconnect', 'disconnect', 3, 5], ['request', 'send a message request'], ['schedule', 'schedule a call']]

function judgeStory (called, results, must, wish) {
  judge(`${called}: requests a second`, results[1].rateTimes, must, wish)
  judge(`${called}: CPU a request`, results[1].cpuTimes, must, wish)
}

/** An answer without what is new in each: ids that were made just now, and the time. */
function timeless (answer) {
  const text = JSON.stringify(sorted(answer))
  const ids = text.replace(/"(?!0199c2f0)[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"NEW"')
  return ids.replace(/"(\d{4}-\d\d-\d\dT[0-9:.]+Z)"/g, (known, at) => Math.abs(Date.parse(at) - Date.now()) < 60_000 ? '"NOW"' : known)
}

/** That servers answer the last-but-one request alike. */
async function agree (servers, file) {
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n')
  const [, method, target, token, body] = /^(\S+) (\S+) (\S+) ?(.*)$/.exec(lines[lines.length - 2])
  const said = []
  for (const server of servers) {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }
    const answer = await fetch(`http://127.0.0.1:${server.port}${target}`, { method, headers, body: body || undefined })
    said.push(timeless(await answer.json()))
    if (!answer.ok) throw new Error(`${server.name} answers ${answer.status}: ${said.pop()}`)
  }
  if (said.some((one) => one !== said[0])) throw new Error(`answers to ${method} ${target} differ:\n${said.join('\n')}`)
}

async function group () {
  const folder = path.join(work, 'worlds')
  fs.mkdirSync(folder, { recursive: true })
  const { grouped, alone } = JSON.parse((await run(stand, ['group', folder, String(seconds), String(rounds)])).stdout)
  const times = median(grouped.map((rate, round) => rate / alone[round]))
  console.log('\n### Group commit: 64 writers, one row each, SQLite with `synchronous=FULL`\n')
  console.log(`${cell(times, 1)} times as many durable writes a second in groups as alone (rounds: ${grouped.map((rate, n) => cell(rate / alone[n], 1)).join(', ')}).`)
  judge('group commit: writes a second against one commit a write', times, 5, 10)
}

async function boot () {
  const world = await middle('sqlite')
  const port = nextPort++
  const database = await world.copy()
  const args = programArgs(port, database)
  const starts = JSON.parse((await run(stand, ['boot', String(rounds * 4), `127.0.0.1:${port}/${args.path}`, args.command, ...args.args])).stdout)
  const of = (key) => starts.map((start) => start[key]).sort((a, b) => a - b)
  const ms = of('ms')
  console.log('\n### Start and memory\n')
  console.log('| | least | median |\n| --- | ---: | ---: |')
  console.log(`| start to first answer, existing database, ms | ${cell(ms[0], 1)} | ${cell(median(ms), 1)} |`)
  console.log(`| of which processor time, ms | ${cell(of('cpuMs')[0], 1)} | ${cell(median(of('cpuMs')), 1)} |`)
  console.log(`| memory at the first answer, MiB | ${cell(of('rssKib')[0] / 1024, 1)} | ${cell(median(of('rssKib')) / 1024, 1)} |`)
  judge('start to first answer', median(ms), 100, 50, false, ' ms')
}

/** How many requests of a mix warm a server up, and how many are watched. Every thread that ever works takes memory from the system for
 * itself, once; those that wait for the disk come seldom, so it takes long until all of them have. */
const [WARMING, WATCHED] = [800_000, 200_000]

/** Memory for pages of the file: so little that the warming fills it, since what is looked for is growth of anything else. */
const CACHE_MIB = 32

/** What the program keeps in memory: idle, warm, and after many requests of all kinds. */
async function memory () {
  const world = await middle('sqlite')
  const database = await world.copy()
  const server = await start('Talkamie', program, (at) => programArgs(at, database, CACHE_MIB).args)
  await pause(2000)
  const mib = () => rssKib(server.pid) / 1024
  const idle = mib()
  // Files of a profile must have been uploaded, and the type is chosen once; the rest of it is whatever one likes.
  const { picture, video, certificate, fileDirPath, type, ...plain } = JSON.parse(fs.readFileSync(path.join(benches, 'user_update.json'), 'utf8'))
  const body = path.join(work, 'user_update.json')
  fs.writeFileSync(body, JSON.stringify(plain))
  const mix = [
    { file: world.file('profile'), connections: 64 },
    { file: world.file('page'), connections: 16 },
    { file: world.file('chats'), connections: 16 },
    { file: world.file('replyke-list'), connections: 64 },
    { file: world.file('replyke-status'), connections: 64 },
    { file: world.file('update'), connections: 16, body }
  ]
  const asked = async (wanted) => {
    let count = 0
    while (count < wanted) for (const load of mix) count += (await ask(server, load, 1)).requests
    return count
  }
  await asked(WARMING)
  await pause(2000)
  const warm = mib()
  const marks = []
  let count = 0
  while (count < WATCHED) {
    count += await asked(WATCHED / 4)
    marks.push(`${Math.round(count / 1000)}k: ${cell(mib(), 1)}`)
  }
  await pause(2000)
  const settled = mib()
  await server.stop()
  console.log(`\n### Memory (SQLite with a cache of ${CACHE_MIB} MiB; profiles, pages of 25 people and chats, Replyke lists and standings, updates)\n`)
  console.log(`Idle ${cell(idle, 1)} MiB; after ${WARMING / 1000}k requests and a rest ${cell(warm, 1)}; then, after so many more, in MiB: ${marks.join(', ')}; after a rest ${cell(settled, 1)}.`)
  judge('memory of an idle server', idle, 32, 24, false, ' MiB')
  judge(`growth over ${WATCHED / 1000}k requests`, settled - warm, 2, 0, false, ' MiB')
}

/** How to call the program itself. */
function programArgs (port, database, cacheMib = 256) {
  const config = path.join(work, 'talkamie.toml')
  fs.writeFileSync(config, `database = "${database}"\nrate_limits = false\n[log]\nfilter = "warn"\n[sqlite]\ncache_mib = ${cacheMib}\n`)
  return { command: program, args: ['--config', config, 'serve', '--listen', `127.0.0.1:${port}`], path: 'healthz' }
}

/** Most people of a world on PostgreSQL: each copy of a larger one takes minutes. */
const POSTGRES_PEOPLE_MAX = 100_000

async function size () {
  const sizes = settings.people.split(',').map(Number)
  await grow('sqlite', 'SQLite', sizes)
  if (postgres) await grow('postgres', 'PostgreSQL', sizes.filter((people) => people <= POSTGRES_PEOPLE_MAX))
}

async function grow (kind, name, sizes) {
  const worlds = []
  for (const count of [1_000, ...sizes]) worlds.push(await new World(kind, `people${count}`, count, 1_000, 20).fill())
  const servers = []
  for (const world of worlds) servers.push(await start(`${world.people} people`, stand, whole(await world.copy())))
  const verdict = (called, results) => sizes.forEach((people, n) => {
    const more = (key) => results[n + 1][key] / results[0][key]
    const bounds = [1.3, 1.1, false]
    judge(`${called} on ${name}: CPU a request with ${people} people against 1000`, results[n + 1].cpuTimes, ...bounds)
    if (kind === 'postgres') judge(`${called}: the database's CPU a request with ${people} people`, more('databaseUs'), ...bounds)
  })
  for (const [requests, called] of READS) {
    for (const [n, world] of worlds.entries()) await ask(servers[n], { file: world.file(requests), connections: 16 }, 2)
    const results = await alternate(servers.map((server, n) => reading(server, worlds[n].file(requests), 16)))
    show(`${called}: many people`, results, `${name}, 1 worker thread each, 16 connections.`)
    verdict(called, results)
  }
  await Promise.all(servers.map((server) => server.stop()))
  for (const [requests, called] of WRITES) {
    const ends = worlds.map((world) => new Once(`${world.people} people`, world, requests, (address) => start('Talkamie', stand, whole(address))))
    const results = await alternate(ends)
    await Promise.all(ends.map((end) => end.stop()))
    show(`${called}: many people`, results, `${name}, 1 worker thread each, 64 connections.`)
    verdict(called, results)
  }
}

/** What a line of the clients' program says. */
const lines = async function * (stream) {
  let rest = ''
  for await (const chunk of stream) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop()
    yield * parts
  }
}

/** Runs clients of the WebSocket and measures the server's processor time while they count. */
async function clients (server, args) {
  const child = spawn(stand, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  started.add(child)
  let before, after, told
  for await (const line of lines(child.stdout)) {
    if (line === 'counting') before = { server: cpuMs(server.pid), database: databaseMs() }
    else if (line === 'counted') after = { server: cpuMs(server.pid), database: databaseMs() }
    else told = JSON.parse(line)
  }
  started.delete(child)
  if (!told || told.refused > 0 || told.arrived.count === 0) throw new Error(`${server.name}: ${JSON.stringify(told)}`)
  const count = told.arrived.count
  return {
    perSecond: count / told.seconds,
    cpuUs: (after.server - before.server) * 1000 / count,
    databaseUs: (after.database - before.database) * 1000 / count,
    p50us: told.arrived.p50us,
    p99us: told.arrived.p99us
  }
}

/** How many pairs write as much as they may, how many leave the servers time, how many sockets one person has, how many are idle. */
const [PAIRS, FEW, FAN, IDLE] = [100, 20, 50, 10_000]

async function sockets () {
  for (const [kind, name, driver] of [['sqlite', 'SQLite', 'better-sqlite3'], ['postgres', 'PostgreSQL', 'pg']]) {
    if (kind === 'postgres' && !postgres) continue
    const world = await new World(kind, 'sockets', 10_000, 10_000, 2).fill()
    const statements = await world.statements()
    const twin = { BENCH_SCHEMAS: path.join(benches, '..', 'schemas') }
    const contestants = [
      ['Talkamie', (address) => start('Talkamie', stand, whole(address))],
      [`ws + Ajv + ${driver}`, (address) => start(`ws-${driver}`, process.execPath, fastify(address, statements), twin)]
    ]
    for (const [mode, called, count] of [
      ['talk', `chat.message.send to the other's socket on ${name}`, PAIRS],
      ['talk', `the same, from ${FEW} pairs`, FEW],
      ['fan', `alerts to a person's ${FAN} sockets on ${name}`, FAN]
    ]) {
      const file = world.file(mode === 'talk' ? 'pairs' : 'asked')
      const seen = contestants.map(() => [])
      const places = contestants.map(() => world.place())
      for (let round = 0; round < rounds; round++) {
        for (let turn = 0; turn < contestants.length; turn++) {
          const n = (turn + round) % contestants.length
          // Each alert can be raised once, so a round begins with a fresh copy.
          const server = await contestants[n][1](await world.copy(places[n]))
          seen[n].push(await clients(server, [mode, `127.0.0.1:${server.port}`, file, String(count), String(seconds)]))
          await server.stop()
        }
      }
      const asked = mode === 'talk' ? `, ${count} pairs; each writes when it is answered, at most every 52 ms, so no more than ${Math.round(count / 0.052)} a second` : ''
      console.log(`\n### ${called}\n\n1 worker thread each${asked}; every one is stored.\n`)
      console.log('| server | CPU µs each | database CPU µs each | arrived a second | p50 ms | p99 ms |\n| --- | ---: | ---: | ---: | ---: | ---: |')
      const middle = (n, key) => median(seen[n].map((one) => one[key]))
      for (const [n, [known]] of contestants.entries()) {
        console.log(`| ${known} | ${cell(middle(n, 'cpuUs'), 1)} | ${cell(middle(n, 'databaseUs'), 1)} | ${cell(middle(n, 'perSecond'), 0)} | ${cell(middle(n, 'p50us') / 1000, 1)} | ${cell(middle(n, 'p99us') / 1000, 1)} |`)
      }
      judge(`${called}: a second, against the twin`, median(seen[0].map((one, turn) => one.perSecond / seen[1][turn].perSecond)))
      judge(`${called}: CPU each, against the twin`, median(seen[0].map((one, turn) => seen[1][turn].cpuUs / one.cpuUs)))
    }
    if (kind === 'sqlite') await idle(world)
  }
}

/** Many sockets that say nothing, and all of them coming back at once. */
async function idle (world) {
  const server = await start('Talkamie', stand, whole(await world.copy()))
  await pause(1000)
  const before = rssKib(server.pid)
  const child = spawn(stand, ['hold', `127.0.0.1:${server.port}`, world.file('sockets'), String(IDLE)], { stdio: ['pipe', 'pipe', 'inherit'] })
  started.add(child)
  const told = lines(child.stdout)
  const next = async () => JSON.parse((await told.next()).value)
  const opened = await next()
  await pause(3000)
  const each = (rssKib(server.pid) - before) / opened.open
  child.stdin.write('storm\n')
  const storm = await next()
  await pause(3000)
  const after = rssKib(server.pid) / 1024
  child.stdin.end('end\n')
  await server.stop()
  console.log(`\n### ${IDLE} idle sockets, signed in\n`)
  console.log(`Opened in ${cell(opened.ms / 1000, 1)} s, ${opened.failed} failed${opened.why ? ` (${opened.why})` : ''}; ${cell(each, 1)} KiB each. All came back at once in ${cell(storm.ms / 1000, 1)} s, ${storm.failed} failed${storm.why ? ` (${storm.why})` : ''}; then ${cell(after, 0)} MiB in all.`)
  judge(`memory of an idle socket, of ${IDLE}`, each, 12, 8, false, ' KiB')
  judge(`${IDLE} sockets come back at once`, storm.ms / 1000, 30, 30, false, ' s')
  judge('of these, failed', opened.failed + storm.failed, 0, 0, false, '')
}

/** What the original server did on the machine on which the contract was recorded: requests a second, ms of CPU a request. */
const ORIGINAL = { 'replyke-status': [475, 2], 'replyke-list': [290, 4] }

async function replyke () {
  if (!postgres) return
  const world = await middle('postgres')
  const server = await start('Talkamie', stand, whole(await world.copy()))
  for (const [name, requests] of [['connection status', 'replyke-status'], ['list of 20', 'replyke-list']]) {
    const file = world.file(requests)
    await ask(server, { file, connections: 64 }, 1)
    const [result] = await alternate([reading(server, file)])
    const [rate, cpuMsEach] = ORIGINAL[requests]
    show(`Replyke face: ${name} on PostgreSQL`, [result], '1 worker thread, 64 connections.')
    console.log(`\nThe original: ${rate} requests a second, ${cpuMsEach} ms of CPU each, on another day. CPU ${cell(cpuMsEach * 1000 / result.cpuUs, 1)} times; requests a second ${cell(result.perSecond / rate, 1)} times.`)
    judge(`Replyke ${name}: requests a second against the original's`, result.perSecond / rate, 20, 40)
    judge(`Replyke ${name}: CPU a request against the original's`, cpuMsEach * 1000 / result.cpuUs, 20, 40)
  }
  await server.stop()
}

async function main () {
  console.log(`${os.cpus().length} cores, ${os.cpus()[0].model}, Node ${process.version}, load ${os.loadavg().map((n) => n.toFixed(1)).join(' ')}; ${rounds} rounds of ${seconds} s`)
  for (const part of parts) await { echo, stories, group, boot, memory, size, replyke, sockets }[part]()
  console.log('\n### Budgets\n\n| work | measured | must | wish | met |\n| --- | ---: | ---: | ---: | --- |')
  for (const line of verdicts) console.log(`| ${line.join(' | ')} |`)
  console.log(`\nLoad at the end ${os.loadavg().map((n) => n.toFixed(1)).join(' ')}.`)
}

main().then(() => process.exit(0), (error) => {
  console.error(error)
  process.exit(1)
})
