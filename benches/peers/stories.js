'use strict'
// The two stories that the twin serves, and signing in. Each yields [statement, arguments] and is given the rows, so that
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
    schedules: find(story, /FROM schedules/)
  })
  const expected = { authenticate: 1, profile: 5, disconnect: 9 }
  for (const [story, count] of Object.entries(expected)) {
    if (recorded[story].length !== count) throw new Error(`${story} runs ${recorded[story].length} statements, not ${count}: see stories.js`)
  }
  return {
    session: find('authenticate', /FROM sessions/),
    profile: { viewer: find('profile', /^\s*SELECT u.id, u.type\s/), user: find('profile', /^\s*SELECT u.id, u.tenant_id/), relations: find('profile', /LEFT JOIN/), ...own('profile') },
    disconnect: {
      lock: find('disconnect', /FROM users AS u[^]*FOR NO KEY UPDATE/),
      connection: find('disconnect', /FROM connections[^]*FOR UPDATE/),
      remove: find('disconnect', /DELETE FROM connections/),
      alerts: find('disconnect', /DELETE FROM alerts/),
      chat: find('disconnect', /UPDATE chats/),
      totals: find('disconnect', /unread_alerts/),
      ticket: find('disconnect', /FROM support_tickets/),
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
  const user = (yield [s.user, [tenant, other]])[0]
  if (!me) throw new Refused(401)
  if (!user || user.deleted_at_ms !== null) throw new Refused(404)
  const relation = (yield [s.relations, [tenant, caller, [other]]])[0]
  if (!visible(user, me, relation && relation.id !== null ? relation : null)) throw new Refused(404)
  const interests = yield [s.interests, [tenant, [other]]]
  const booked = yield [s.schedules, [tenant, other, now]]
  return view.profile(user, relation, interests, booked, caller, now)
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
  yield [s.alerts, [tenant, 'connect-request', both, [connection.id, connection.id]]]
  yield [s.chat, [tenant, low, high]]
  const totals = (yield [s.totals, [tenant, caller, view.dayStart(me, now)]])[0]
  const interests = yield [s.interests, [tenant, [caller]]]
  const booked = yield [s.schedules, [tenant, caller, now]]
  const ticket = (yield [s.ticket, [tenant, caller]])[0]
  return view.own(me, totals, interests, booked, ticket, now)
}

module.exports = { read, hash, Believed, authenticate, profile, disconnect, Refused }
