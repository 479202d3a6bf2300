'use strict'
// The WebSocket of the twin: ws + Ajv, the same actions on the same statements. It tells sockets straight from memory, where
// Talkamie's server reads what was committed, so that it can be told on any node: that is to the twin's favour.

const fs = require('node:fs')
const path = require('node:path')
const Ajv2020 = require('ajv/dist/2020')
const { WebSocketServer } = require('ws')
const stories = require('./stories')

/** The sockets of each person. */
const here = new Map()

const tell = (user, action, data) => {
  const frame = JSON.stringify({ action, success: true, data })
  for (const socket of here.get(user) ?? []) socket.send(frame)
}

/** A check of what a client may send, made from the schema that Talkamie's server is made from. */
function checks (folder) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  const loaded = new Set()
  const load = (file) => {
    if (loaded.has(file)) return
    loaded.add(file)
    const text = fs.readFileSync(file, 'utf8')
    for (const [, reference] of text.matchAll(/"\$ref": "([^#"]+\.json)"/g)) load(path.resolve(path.dirname(file), reference))
    ajv.addSchema({ ...JSON.parse(text), $id: `file://${file}` })
  }
  const check = (name) => {
    const file = path.join(folder, 'v1', 'wss', 'request', `${name}.json`)
    load(file)
    return ajv.getSchema(`file://${file}`)
  }
  return { authenticate: check('authenticate'), ping: check('ping'), 'chat.message.send': check('chat_message_send') }
}

function attach (server, { store, statements, tenant }) {
  const valid = checks(process.env.BENCH_SCHEMAS)
  const acts = {
    async authenticate (socket, { token }, now) {
      socket.caller = await store.read(stories.authenticate(statements, tenant, token, stories.hash(token), now))
      if (!here.has(socket.caller)) here.set(socket.caller, new Set())
      here.get(socket.caller).add(socket)
      return { id: socket.caller }
    },
    async ping () {},
    async 'chat.message.send' (socket, { chatId, message }, now) {
      const { other, data } = await store.write(stories.message(statements, tenant, socket.caller, chatId, message.text, now))
      if (here.has(other)) {
        const totalUnreadChats = await store.read(stories.unread(tenant, other))
        tell(other, 'chat.message.new', { ...data, viewer: { id: other, totalUnreadChats } })
      }
      return data
    }
  }
  const sockets = new WebSocketServer({ server, path: '/v1/wss', perMessageDeflate: false, maxPayload: 64 * 1024 })
  sockets.on('connection', (socket) => {
    socket.caller = undefined
    socket.on('message', async (bytes) => {
      let said
      try {
        said = JSON.parse(bytes)
        if (!(said.action in acts) || !valid[said.action](said)) throw new stories.Refused(422)
        if (socket.caller === undefined && said.action !== 'authenticate') throw new stories.Refused(401)
        const data = await acts[said.action](socket, said, Date.now())
        socket.send(JSON.stringify({ action: said.action, success: true, statusCode: 200, data }))
      } catch (error) {
        socket.send(JSON.stringify({ action: said?.action, success: false, statusCode: error.statusCode ?? 500, message: error.message }))
      }
    })
    socket.on('close', () => here.get(socket.caller)?.delete(socket))
  })
}

module.exports = { attach, tell }
