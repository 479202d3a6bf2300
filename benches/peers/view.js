'use strict'
// Rows as the answers of the contract: what operations/view.rs does, for the stories of the twin.

const MINUTE = 60_000
const DAY = 86_400_000

const some = (value) => (value === null ? undefined : value)
const file = (text) => (text === null ? undefined : JSON.parse(text))
const flag = (value) => value === true || value === 1
const at = (ms) => (ms === null ? undefined : new Date(ms).toISOString())
const offset = (user) => user.timezone_offset_min ?? 0

function age (dob, now, user) {
  if (dob === null) return undefined
  const today = new Date(now - offset(user) * MINUTE).toISOString()
  const years = Number(today.slice(0, 4)) - Number(dob.slice(0, 4))
  return today.slice(5, 10) < dob.slice(5, 10) ? years - 1 : years
}

function verified (user) {
  return user.verification_basic === 'complete' && user.verification_admin === 'complete' && user.verification_background === 'complete'
}

function chatOf (row) {
  if (!row || row.chat_id === null) return undefined
  return { id: row.chat_id, request: requestOf(row) }
}

function requestOf (row) {
  if (row.request_status === null) return undefined
  return {
    id: some(row.request_message_id),
    text: some(row.request_text),
    timestamp: at(row.request_at_ms),
    delivery: row.request_delivery === null ? undefined : { status: row.request_delivery, at: at(row.request_delivery_at_ms) },
    status: row.request_status,
    sender: row.request_sender_id === null ? undefined : { id: row.request_sender_id }
  }
}

function connectRequest (row) {
  if (!row || row.id === null || row.status === 'declined') return undefined
  return { id: row.id, status: row.status, from: { id: row.requester_id }, to: { id: row.addressee_id } }
}

function basic (user, relation, viewer, now) {
  const known = user.city !== null || user.country !== null || user.state !== null
  return {
    id: user.id,
    name: some(user.name),
    age: age(user.dob, now, user),
    bio: some(user.bio),
    gender: some(user.gender),
    location: known ? { city: some(user.city), country: some(user.country), state: some(user.state) } : undefined,
    picture: file(user.picture),
    rating: user.rating_count > 0 ? Math.round(user.rating_total / user.rating_count * 100) / 100 : 0,
    type: some(user.type),
    viewer: {
      id: viewer,
      chat: chatOf(relation),
      connectRequest: connectRequest(relation),
      review: relation && relation.review_id !== null ? { id: relation.review_id } : undefined
    }
  }
}

/** A person in a list. */
function card (user, relation, viewer, now) {
  const out = basic(user, relation, viewer, now)
  out.verification = { verified: verified(user) }
  return out
}

/** A chat as the viewer has it. */
function chat (row, users, relations, viewer, now) {
  const last = row.message_id === null
    ? undefined
    : {
        id: row.message_id,
        type: row.type,
        text: some(row.text),
        timestamp: at(row.sent_at_ms),
        sender: { id: row.sender_id, name: some(users.get(row.sender_id)?.name ?? null) },
        delivery: { status: row.delivery, at: at(row.delivery_at_ms) }
      }
  return {
    id: row.chat_id,
    type: row.chat_kind,
    timestamp: at(row.last_activity_at_ms),
    request: requestOf(row),
    user: users.has(row.other_id) ? basic(users.get(row.other_id), relations.get(row.other_id), viewer, now) : undefined,
    lastMessage: last,
    totalUnreadMessages: row.unread_count
  }
}

/** A message that was written. */
function written (id, text, sent, me) {
  return { id, type: 'text', text, timestamp: at(sent), sender: { id: me.id, name: some(me.name) }, delivery: { status: 'sent', at: at(sent) } }
}

/** A message request that was sent. */
function requested (row, me) {
  const { id, text, timestamp, delivery } = requestOf(row)
  const message = { id, type: 'text', text, timestamp, sender: { id: me.id, name: some(me.name) }, delivery, isRequest: true }
  return { chat: chatOf(row), message }
}

/** A call that was scheduled. */
function scheduled (made, attendee, relation, booked, calls, me, chat, message, now) {
  const basics = { id: made.id, type: made.type, title: made.title, timeslot: { from: at(made.from_ms), to: at(made.to_ms) }, status: 'upcoming' }
  const whole = profile(attendee, relation, [], booked, calls, me.id, now)
  delete whole.interests
  if (made.senior_id !== me.id) delete whole.availability
  return {
    schedule: { ...basics, attendee: whole },
    chat: { id: chat },
    message: {
      id: message.id,
      type: 'schedule',
      schedule: basics,
      timestamp: at(message.sent),
      sender: basic(me, undefined, me.id, now),
      delivery: { status: 'sent', at: at(message.sent) }
    }
  }
}

/** The booked hours of single calls by day. */
function slots (booked) {
  const days = {}
  for (const { from_ms: from, to_ms: to } of booked) {
    const start = new Date(from).toISOString()
    const day = (days[start.slice(0, 10)] ??= [])
    day.push({ start: start.slice(11, 19), end: new Date(to).toISOString().slice(11, 19) })
  }
  return days
}

function profile (user, relation, interests, booked, { calls_today: totalCalls }, viewer, now) {
  const out = basic(user, relation, viewer, now)
  out.availability = {
    custom: JSON.parse(user.availability_custom),
    weekly: JSON.parse(user.availability_weekly),
    bookedSlots: { custom: slots(booked), weekly: {} }
  }
  out.dailyInfo = { totalCalls }
  out.interests = interests.map((i) => ({ id: i.id, name: i.name, emoji: some(i.emoji), iconSrc: some(i.icon_src) }))
  out.language = some(user.language)
  out.timezoneOffset = some(user.timezone_offset_min)
  out.totalReviews = user.rating_count
  out.verification = { verified: verified(user) }
  out.video = file(user.video)
  if (user.specialization_area !== null) out.specialization = { area: user.specialization_area }
  return out
}

function own (user, totals, interests, booked, ticket, now) {
  const out = profile(user, undefined, interests, booked, totals, user.id, now)
  // Clients merge shallowly, so what is not there is told as empty.
  const license = user.license_id === null ? {} : { id: user.license_id }
  out.email = some(user.email)
  out.dob = some(user.dob)
  out.fileDirPath = some(user.file_dir_path)
  out.ledger = { coins: { balance: user.coins_hundredths / 100 }, paypal: { email: some(user.paypal_email) } }
  out.preferences = {
    call: { maxCount: some(user.max_call_count), maxDuration: user.max_call_duration_s ?? 'unlimited' },
    notifications: { push: { enabled: flag(user.push_enabled) } }
  }
  out.totalConnections = totals.connections
  out.totalPendingRequests = totals.pending_requests
  out.totalUnreadAlerts = totals.unread_alerts
  out.totalUnreadChats = totals.unread_chats
  out.verification = {
    verified: verified(user),
    basic: { status: user.verification_basic },
    admin: { status: user.verification_admin },
    background: { status: user.verification_background }
  }
  out.visibility = user.visibility ?? 'public'
  out.license = license
  out.licence = license
  out.specialization ??= {}
  out.video ??= {}
  out.certificate = { file: file(user.certificate_file), state: some(user.certificate_state) }
  out.support = {}
  if (ticket) out.support = { ticket: { id: ticket.id, status: ticket.status, user: basic(user, undefined, user.id, now) } }
  return out
}

/** When the local day of a person began. */
function dayStart (user, now) {
  const behind = offset(user) * MINUTE
  return Math.floor((now - behind) / DAY) * DAY + behind
}

/** Truth as both drivers take it. */
const truth = (value) => (value ? 1 : 0)

module.exports = { profile, own, card, chat, written, requested, scheduled, truth, dayStart }
