'use strict'
// The stories that the twin serves, and signing in. Each yields [statement, arguments] and is given the rows, so that
// one text serves a driver that waits (better-sqlite3) and one that promises (pg). The statements are those that Talkamie's
// server was recorded to run.

const crypto = require('node:crypto')
const fs = require('node:fs')
const view = require('./view')

class Refused extends Error {
  constructor (status) {
    super(`refused with ${status}`)
    this.statusCode = status
  }
}

/** The recorded statements by what they do; each must be found, so that the twin cannot lag behind unnoticed. */
function read (path) {
  const recorded = JSON.parse(fs.readFileSync(path, 'utf8'))
  const find = (story, pattern) => {
    const found = recorded[story].filter((sql) => pattern.test(sql))
    if (found.length !== 1) throw new Error(`${story}: ${found.length} statements are like ${pattern}, not one`)
    return found[0]
  }
  const own = (story) => ({
    interests: find(story, /FROM user_interests/),
    schedules: find(story, /FROM schedules[^]*ORDER BY from_ms, id/)
  })
  const expected = { authenticate: 1, profile: 5, disconnect: 13, page: 3, chats: 3, request: 9 }
  // The world of the sockets has too few people who may book.
  const books = !process.env.BENCH_SCHEMAS
  if (books) expected.schedule = 15
  // Only where sockets are served.
  if (recorded.message) expected.message = 7
  for (const [story, count] of Object.entries(expected)) {
    if (recorded[story].length !== count) throw new Error(`${story} runs ${recorded[story].length} statements, not ${count}: see stories.js`)
  }
  const numbered = (story) => ({ number: find(story, /INTO event_counters/), events: find(story, /INTO events/) })
  const events = (story) => ({ alert: find(story, /INTO alerts/), ...numbered(story) })
  return {
    page: { viewer: find('page', /^\s*SELECT u.id, u.type\s/), users: find('page', /LIMIT/), relations: find('page', /LEFT JOIN connections/) },
    chats: { entries: find('chats', /FROM chat_members/), users: find('chats', /^\s*SELECT u.id, u.name/), relations: find('chats', /LEFT JOIN connections/) },
    request: {
      lock: find('request', /FROM users AS u[^]*FOR NO KEY UPDATE/),
      connection: find('request', /FROM connections/),
      chat: find('request', /FROM chats/),
      put: find('request', /INTO chats/),
      members: find('request', /INTO chat_members/),
      job: find('request', /INTO jobs/),
      ...events('request')
    },
    schedule: books && {
      lock: find('schedule', /FROM users AS u[^]*FOR NO KEY UPDATE/),
      relation: recorded.schedule[1],
      near: find('schedule', /FROM schedules[^]*to_ms < /),
      add: find('schedule', /INTO schedules/),
      next: find('schedule', /UPDATE chats/),
      message: find('schedule', /INTO chat_messages/),
      members: find('schedule', /UPDATE chat_members/),
      users: find('schedule', /^\s*SELECT u.id, u.name[^]*WHERE u.id IN_LIST\(\$2\) AND NOT u.tenant_id <> \$1\s*$/),
      calls: find('schedule', /AS calls_today/),
      schedules: find('schedule', /FROM schedules[^]*ORDER BY from_ms, id/),
      job: find('schedule', /INTO jobs/),
      ...events('schedule')
    },
    message: recorded.message && {
      chat: find('message', /FROM chats[^]*FOR NO KEY UPDATE/),
      next: find('message', /UPDATE chats/),
      message: find('message', /INTO chat_messages/),
      members: find('message', /UPDATE chat_members/),
      users: find('message', /FROM users AS u/),
      ...numbered('message')
    },
    session: find('authenticate', /FROM sessions/),
    profile: { viewer: find('profile', /^\s*SELECT u.id, u.type\s/), user: find('profile', /^\s*SELECT u.id, u.name/), relations: find('profile', /LEFT JOIN/), ...own('profile') },
    disconnect: {
      lock: find('disconnect', /FROM users AS u[^]*FOR NO KEY UPDATE/),
      connection: find('disconnect', /^\s*SELECT id, tenant_id, requester_id[^]*FROM connections/),
      remove: find('disconnect', /DELETE FROM connections/),
      alerts: find('disconnect', /DELETE FROM alerts/),
      call: find('disconnect', /FROM active_calls/),
      agreed: find('disconnect', /FROM schedules[^]*volunteer_id = \$4/),
      chat: find('disconnect', /UPDATE chats/),
      totals: find('disconnect', /unread_alerts/),
      ticket: find('disconnect', /FROM support_tickets/),
      ...numbered('disconnect'),
      ...own('disconnect')
    }
  }
}

const hash = (token) => crypto.createHash('sha256').update(token).digest('hex')

/** Whom a token speaks for; tokens found good are believed for half a second, as in Talkamie's server. */
class Believed {
  #known = new Map()

  find (key, now) {
    const known = this.#known.get(key)
    return known !== undefined && now < known.until ? known.caller : undefined
  }

  learn (key, caller, now) {
    if (this.#known.size >= 20_000) this.#known.clear()
    this.#known.set(key, { caller, until: now + 500 })
  }
}

function * authenticate (statements, tenant, token, key, now) {
  const encoded = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('hex')
  const id = encoded.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const session = (yield [statements.session, [tenant, id]])[0]
  const same = session !== undefined && crypto.timingSafeEqual(Buffer.from(session.access_hash), Buffer.from(key))
  if (!same || session.revoked_at_ms !== null || session.access_expires_at_ms <= now) throw new Refused(401)
  return session.user_id
}

const visible = (user, viewer, standing) => {
  const tied = standing !== undefined && standing !== null && standing.status !== 'declined'
  switch (user.visibility ?? 'public') {
    case 'public': return true
    case 'seniors': return tied || viewer.type === 'senior'
    case 'volunteers': return tied || viewer.type === 'volunteer'
    default: return tied
  }
}

function * profile (statements, tenant, caller, other, now) {
  const s = statements.profile
  const me = (yield [s.viewer, [tenant, caller]])[0]
  const user = (yield [s.user, [tenant, other, now]])[0]
  if (!me) throw new Refused(401)
  if (!user || user.deleted_at_ms !== null) throw new Refused(404)
  const relation = (yield [s.relations, [tenant, caller, [other]]])[0]
  if (!visible(user, me, relation && relation.id !== null ? relation : null)) throw new Refused(404)
  const interests = yield [s.interests, [tenant, other]]
  const booked = yield [s.schedules, [tenant, other, now]]
  return view.profile(user, relation, interests, booked, user, caller, now)
}

function * disconnect (statements, tenant, caller, other, now) {
  const s = statements.disconnect
  const both = [caller, other]
  const users = yield [s.lock, [tenant, both]]
  const me = users.find((user) => user.id === caller)
  if (!me) throw new Refused(401)
  const [low, high] = caller < other ? both : [other, caller]
  const connection = (yield [s.connection, [tenant, low, high]])[0]
  if (users.length < 2 || !connection || connection.status !== 'accepted') throw new Refused(404)
  yield [s.remove, [tenant, connection.id]]
  const alerts = yield [s.alerts, [tenant, 'connect-request', connection.id, both]]
  const call = (yield [s.call, [tenant, caller]])[0]
  const agreed = yield [s.agreed, [tenant, caller, now, other]]
  if (call || agreed.length > 0) throw new Error('nobody calls or has agreed to in this world')
  const chat = (yield [s.chat, [tenant, low, high]])[0]
  const totals = (yield [s.totals, [tenant, caller, view.dayStart(me, now)]])[0]
  const interests = yield [s.interests, [tenant, caller]]
  const booked = yield [s.schedules, [tenant, caller, now]]
  const ticket = (yield [s.ticket, [tenant, caller]])[0]
  const request = { kind: 'connect', id: connection.id, from: connection.requester_id, to: connection.addressee_id }
  const events = alerts.map((alert) => [alert.user_id, { event: 'request-ended', alert: alert.id, request }])
  for (const person of both) {
    if (chat) events.push([person, { event: 'chat', chat: chat.id }])
    events.push([person, { event: 'user' }])
  }
  yield * told(s, tenant, events, now)
  return view.own(me, totals, interests, booked, ticket, now)
}

/** Ids as the server makes them: the time first. */
function newId () {
  const bytes = crypto.randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const START = Number.MAX_SAFE_INTEGER
const cursor = (list, at, id) => ({ key: Buffer.from(`${list}|${at}:${id}`).toString('base64url') })
const related = (rows) => new Map(rows.map((row) => [row.other_id, row]))

function * page (statements, tenant, caller, size, now) {
  const s = statements.page
  const me = (yield [s.viewer, [tenant, caller]])[0]
  if (!me) throw new Refused(401)
  const found = yield [s.users, [tenant, caller, me.type, START, '', null, null, null, null, null, null, size + 1]]
  const users = found.slice(0, size)
  const relations = related(yield [s.relations, [tenant, caller, users.map((user) => user.id)]])
  const last = users[users.length - 1]
  const data = users.map((user) => view.card(user, relations.get(user.id), caller, now))
  return { data, pagination: found.length > size ? { lastEvaluatedKey: cursor('getUsers', last.created_at_ms, last.id) } : {} }
}

function * chats (statements, tenant, caller, size, now) {
  const s = statements.chats
  const found = yield [s.entries, [tenant, caller, START, '', size + 1]]
  const entries = found.slice(0, size)
  const others = entries.map((entry) => entry.other_id)
  const users = new Map((yield [s.users, [tenant, [...others, caller]]]).map((user) => [user.id, user]))
  const relations = related(yield [s.relations, [tenant, caller, others]])
  const data = entries.map((entry) => view.chat(entry, users, relations, caller, now))
  const last = entries[entries.length - 1]
  return { data, pagination: found.length > size ? { lastEvaluatedKey: cursor('getChats', last.last_activity_at_ms, last.chat_id) } : {} }
}

/** Numbers people's events and writes them. */
function * told (s, tenant, events, now) {
  const people = events.map(([person]) => person)
  const last = new Map((yield [s.number, [tenant, people]]).map((row) => [row.user_id, Number(row.last_seq)]))
  const numbered = events.reverse().map(([person, event]) => {
    const number = last.get(person)
    last.set(person, number - 1)
    return { person, number: String(number), event: JSON.stringify(event), time: String(now) }
  })
  const all = (key) => numbered.map((one) => one[key])
  yield [s.events, [tenant, all('person'), all('number'), all('event'), all('time')]]
}

/** The work of telling somebody's devices of an alert. */
const push = (user, alert, now) => JSON.stringify({ job: 'push', user, alert, raised_at_ms: now })

function * request (statements, tenant, caller, other, text, now) {
  const s = statements.request
  if (!/\S/.test(text)) throw new Refused(422)
  const users = yield [s.lock, [tenant, [caller, other]]]
  const me = users.find((user) => user.id === caller)
  const them = users.find((user) => user.id === other)
  if (!me) throw new Refused(401)
  const [low, high] = caller < other ? [caller, other] : [other, caller]
  const connection = (yield [s.connection, [tenant, low, high]])[0]
  if (!them || !visible(them, me, connection)) throw new Refused(404)
  const before = (yield [s.chat, [tenant, low, high]])[0]
  if (connection?.status === 'accepted' || before?.request_status === 'pending') throw new Refused(409)
  if (before && before[caller === low ? 'low_rejected_at_ms' : 'high_rejected_at_ms'] !== null) throw new Refused(409)
  const chat = (yield [s.put, [newId(), tenant, low, high, newId(), text, caller, now]])[0]
  yield [s.members, [tenant, chat.chat_id, low, high, other, view.truth(true), chat.last_activity_at_ms]]
  const alert = (yield [s.alert, [newId(), tenant, other, 'message-request', chat.chat_id, caller, 'pending', now]])[0].id
  yield * told(s, tenant, [[other, { event: 'alert', alert }], [other, { event: 'user' }]], now)
  yield [s.job, [tenant, [newId()], [push(other, alert, now)], [String(now)], [other]]]
  return view.requested(chat, me)
}

const taken = (near, from, to) => near.some((one) => {
  if (one.recurrence !== 'none') throw new Error('nothing repeats in the worlds of the benches')
  return one.from_ms < to && from < one.to_ms
})

/** Whether a day's hours are offered; who has something on a date offers only that. */
function offered (volunteer, from, to) {
  const custom = JSON.parse(volunteer.availability_custom)
  const weekly = JSON.parse(volunteer.availability_weekly)
  const start = new Date(from)
  const day = custom[start.toISOString().slice(0, 10)] ?? weekly[['sun', 'mon', 'tue', 'wed', 'thur', 'fri', 'sat'][start.getUTCDay()]] ?? []
  const midnight = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate())
  const at = (text) => midnight + text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000
  return day.some((range) => {
    const end = at(range.end)
    return at(range.start) <= from && to <= (end > at(range.start) ? end : end + 86_400_000)
  })
}

function * schedule (statements, tenant, caller, other, body, now) {
  const s = statements.schedule
  const [from, to] = [Date.parse(body.startDateTime), Date.parse(body.endDateTime)]
  const users = yield [s.lock, [tenant, [caller, other]]]
  const me = users.find((user) => user.id === caller)
  const them = users.find((user) => user.id === other)
  if (!me) throw new Refused(401)
  const relation = them && (yield [s.relation, [tenant, caller, [other]]])[0]
  if (!them || !visible(them, me, relation.id !== null ? relation : null)) throw new Refused(404)
  if (relation.id === null || relation.status !== 'accepted') throw new Refused(403)
  if (!me.type || !them.type || me.type === them.type) throw new Refused(422)
  const [senior, volunteer] = me.type === 'senior' ? [me, them] : [them, me]
  if (to <= from || to - from > 86_400_000 || from < now || !offered(volunteer, from, to)) throw new Refused(422)
  if (taken(yield [s.near, [tenant, [senior.id, volunteer.id], from, to + 86_400_000]], from, to)) throw new Refused(409)
  const title = body.title?.trim() || `Meeting with ${them.name}`
  const made = { id: newId(), senior_id: senior.id, volunteer_id: volunteer.id, title, type: body.type, from_ms: from, to_ms: to, recurrence: body.recurrence }
  yield [s.add, [made.id, tenant, senior.id, volunteer.id, title, title.toLowerCase(), body.type, from, to, body.recurrence, now, now]]
  const [low, high] = caller < other ? [caller, other] : [other, caller]
  const next = (yield [s.next, [tenant, relation.chat_id, low, high, now]])[0]
  const message = newId()
  const sent = Number(next.last_activity_at_ms)
  yield [s.message, [message, tenant, relation.chat_id, next.message_count, caller, other, 'schedule', null, made.id, sent]]
  yield [s.members, [tenant, relation.chat_id, sent, other]]
  const alert = (yield [s.alert, [newId(), tenant, other, 'schedule', made.id, caller, 'upcoming', now]])[0].id
  const attendee = (yield [s.users, [tenant, [other]]])[0]
  const between = (yield [s.relation, [tenant, caller, [other]]])[0]
  const calls = (yield [s.calls, [tenant, [other], now]])[0]
  const booked = senior === me ? yield [s.schedules, [tenant, [other], now]] : []
  const answer = view.scheduled(made, attendee, between, booked, calls, me, relation.chat_id, { id: message, sent }, now)
  yield * told(s, tenant, [[other, { event: 'message', chat: relation.chat_id, message }], [other, { event: 'alert', alert }]], now)
  const reminder = { job: 'schedule-reminder', schedule: made.id, at_ms: from - 600_000 > now ? from - 600_000 : from }
  yield [s.job, [tenant, [newId(), newId()], [push(other, alert, now), JSON.stringify(reminder)], [String(now), String(reminder.at_ms)], [other, '']]]
  return answer
}

/** A message in a chat: the answer, and whom to tell. */
function * message (statements, tenant, caller, chat, text, now) {
  const s = statements.message
  if (!/\S/.test(text)) throw new Refused(422)
  const held = (yield [s.chat, [tenant, chat]])[0]
  if (!held || (held.low_id !== caller && held.high_id !== caller)) throw new Refused(404)
  if (held.request_status !== 'accepted') throw new Refused(422)
  const other = held.low_id === caller ? held.high_id : held.low_id
  const next = (yield [s.next, [tenant, chat, held.low_id, held.high_id, now]])[0]
  const id = newId()
  const sent = Number(next.last_activity_at_ms)
  yield [s.message, [id, tenant, chat, next.message_count, caller, other, 'text', text, null, sent]]
  yield [s.members, [tenant, chat, sent, other]]
  const me = (yield [s.users, [tenant, [caller]]])[0]
  yield * told(s, tenant, [[other, { event: 'message', chat, message: id }]], now)
  return { other, data: { chat: { id: chat }, message: view.written(id, text, sent, me) } }
}

/** How many chats of a person have something unread: what a push of a message says beside it. */
const UNREAD = 'SELECT COUNT(*) AS count FROM chat_members WHERE tenant_id = $1 AND user_id = $2 AND unread_count > 0'

function * unread (tenant, user) {
  return Number((yield [UNREAD, [tenant, user]])[0].count)
}

module.exports = { message, unread, page, chats, request, schedule, read, hash, Believed, authenticate, profile, disconnect, Refused }
