'use strict'
// Fastify + Ajv + fast-json-stringify doing what Talkamie's server does in a bench: `server.js PORT DATABASE STATEMENTS`.
//
// As fast as its documentation says how to be: schemas compiled for both ways, no logger, no figures. What it leaves out
// against Talkamie's server (figures for Prometheus, the order of faults, rate limits, problem details) is to its favour.

const { randomUUID } = require('node:crypto')
const fastify = require('fastify')
const contract = require('./contract')
const databases = require('./databases')
const stories = require('./stories')

const TENANT = '01900000-0000-7000-8000-000000000001'
const [port, database, recorded] = process.argv.slice(2)

const store = databases.open(database)
const statements = stories.read(recorded)
const believed = new stories.Believed()

const app = fastify({ logger: false, genReqId: () => randomUUID() })
app.setValidatorCompiler(contract.validator)
app.register(require('@fastify/cors'), {
  origin: (origin, done) => done(null, /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin ?? '')),
  credentials: true,
  exposedHeaders: 'x-request-id, retry-after, etag, ratelimit-limit, ratelimit-remaining, ratelimit-reset, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset'
})

app.decorateRequest('caller', '')
app.addHook('onRequest', (request, reply, done) => {
  const header = request.headers.authorization
  if (header === undefined || !header.startsWith('Bearer ')) return done(new stories.Refused(401))
  const token = header.slice(7)
  const key = stories.hash(token)
  const now = Date.now()
  const known = believed.find(key, now)
  if (known !== undefined) {
    request.caller = known
    return done()
  }
  store.read(stories.authenticate(statements, TENANT, token, key, now)).then((caller) => {
    believed.learn(key, caller, now)
    request.caller = caller
    done()
  }, done)
})
app.addHook('onSend', (request, reply, payload, done) => {
  reply.header('x-request-id', request.id)
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('x-frame-options', 'DENY')
  reply.header('cache-control', 'no-store')
  done()
})

const answers = { 200: contract.answer('ExtendedUserAnswer') }
const endings = { 200: contract.answer('MeAnswer') }
const params = { type: 'object', properties: { id: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' } }, required: ['id'] }
const pages = { pageSize: { type: 'integer', minimum: 1, maximum: 100, default: 25 }, lastEvaluatedKey: { type: 'string', maxLength: 1000 }, keyword: { type: 'string', maxLength: 100 } }
const querystring = { type: 'object', properties: pages }
const said = (data) => ({ success: true, statusCode: 200, data })

app.put('/v1/user/:id', { schema: { params, body: contract.body('UserUpdate'), response: answers } }, (request, reply) => {
  reply.send(said(echo(request.params.id, request.body)))
})
app.get('/v1/user/:id', { schema: { params, response: answers } }, async (request) =>
  said(await store.read(stories.profile(statements, TENANT, request.caller, request.params.id, Date.now()))))
app.delete('/v1/user/:id/connection/disconnect', { schema: { params, response: endings } }, async (request) =>
  said({ me: await store.write(stories.disconnect(statements, TENANT, request.caller, request.params.id, Date.now())) }))

app.get('/v1/users', { schema: { querystring, response: { 200: contract.answer('UserCardPage') } } }, async (request) =>
  ({ success: true, statusCode: 200, ...await store.read(stories.page(statements, TENANT, request.caller, request.query.pageSize, Date.now())) }))
app.get('/v1/chats', { schema: { querystring, response: { 200: contract.answer('FullChatPage') } } }, async (request) =>
  ({ success: true, statusCode: 200, ...await store.read(stories.chats(statements, TENANT, request.caller, request.query.pageSize, Date.now())) }))
app.post('/v1/user/:id/message/request', { schema: { params, body: contract.body('MessageRequestBody'), response: { 200: contract.answer('MessageRequestSentAnswer') } } }, async (request) =>
{
  const data = await store.write(stories.request(statements, TENANT, request.caller, request.params.id, request.body.text, Date.now()))
  if (process.env.BENCH_SCHEMAS) require('./sockets').tell(request.params.id, 'alert.new', { alert: {}, chat: { ...data.chat, user: { id: request.caller } } })
  return said(data)
})
app.post('/v1/user/:id/schedule', { schema: { params, body: contract.body('ScheduleBody'), response: { 200: contract.answer('CallScheduledAnswer') } } }, async (request) =>
  said(await store.write(stories.schedule(statements, TENANT, request.caller, request.params.id, request.body, Date.now()))))

/** The flat body as the nested profile. */
function echo (id, body) {
  const license = body.licenseId === undefined ? undefined : { id: body.licenseId }
  const known = body.country !== undefined || body.state !== undefined || body.city !== undefined
  return {
    id,
    name: body.name,
    type: body.type,
    gender: body.gender,
    bio: body.bio,
    dob: body.dob,
    language: body.language,
    location: known ? { city: body.city, country: body.country, state: body.state } : undefined,
    visibility: body.visibility,
    fileDirPath: body.fileDirPath,
    picture: body.picture,
    video: body.video,
    certificate: { file: body.certificate, state: body.certificateState },
    specialization: { area: body.specialization },
    license,
    licence: license,
    interests: body.interests?.map((i) => ({ id: i.id ?? '', name: i.name, iconSrc: i.iconSrc, emoji: i.emoji })),
    preferences: {
      call: { maxCount: body.maxCallCount, maxDuration: body.maxCallDuration },
      notifications: { push: body.pushNotification === undefined ? undefined : { enabled: body.pushNotification.enabled } }
    }
  }
}

if (process.env.BENCH_SCHEMAS) require('./sockets').attach(app.server, { store, statements, tenant: TENANT })
app.listen({ port: Number(port), host: '127.0.0.1' }).catch((error) => {
  console.error(error)
  process.exit(1)
})
