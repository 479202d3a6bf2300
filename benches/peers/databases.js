'use strict'
// The two databases, as the twin uses them: prepared statements, the same settings and the same transactions as
// Talkamie's server: reads that belong together in one too. Each driver in its own best way.

// SQLite has no lists. As in Talkamie's server, those to look something up in become arguments of their own when they have a
// few elements: the first with the list's number, the others with numbers after the last argument. Others are a JSON text.
const FEW = 3
const isFew = (list) => list.length > 0 && list.length <= FEW

/** The places of the lists among the arguments that are only looked up in. */
const lookedUpIn = (sql) => [...new Set([...sql.matchAll(/IN_LIST\(\$(\d+)\)/g)].map(([, n]) => n - 1))]
  .filter((at) => !sql.includes(`LIST_ROWS($${at + 1})`)).sort((a, b) => a - b)

function spread (sql, args, places) {
  let last = args.length
  for (const at of places) {
    if (!isFew(args[at])) continue
    const elements = args[at].map((_, n) => n === 0 ? `$${at + 1}` : `$${++last}`)
    sql = sql.replaceAll(`IN_LIST($${at + 1})`, () => `IN (${elements.join(', ')})`)
  }
  return sql
}

const WORDS = {
  sqlite: (sql, args, places) => spread(sql, args, places)
    .replace(/ FOR (NO KEY )?UPDATE/g, '')
    .replace(/IN_LIST\((.*?)\)/g, 'IN (SELECT value FROM json_each($1))')
    .replace(/LIST_ROWS\((.*?)\)/g, 'json_each($1)'),
  postgres: (sql) => sql
    .replace(/IN_LIST\((.*?)\)/g, '= ANY($1)')
    .replace(/LIST_ROWS\((.*?)\)/g, '(SELECT n - 1 AS key, value FROM unnest($1::text[]) WITH ORDINALITY AS list (value, n))')
}

/** better-sqlite3: one connection, one thread, every call waits. */
class Sqlite {
  #db
  #prepared = new Map()

  constructor (path) {
    const Database = require('better-sqlite3')
    this.#db = new Database(path)
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000', 'cache_size = -262144', 'temp_store = MEMORY']) {
      this.#db.pragma(pragma)
    }
    this.look = this.#db.prepare('BEGIN')
    this.begin = this.#db.prepare('BEGIN IMMEDIATE')
    this.commit = this.#db.prepare('COMMIT')
    this.rollback = this.#db.prepare('ROLLBACK')
  }

  #rows = ([sql, args]) => {
    let known = this.#prepared.get(sql)
    if (known === undefined) this.#prepared.set(sql, known = { places: lookedUpIn(sql), statements: [] })
    const named = {}
    let [last, lengths] = [args.length, 0]
    for (let n = 0; n < args.length; n++) {
      const arg = args[n]
      if (!known.places.includes(n)) {
        named[n + 1] = Array.isArray(arg) ? JSON.stringify(arg) : arg
        continue
      }
      const few = isFew(arg) ? arg.length : 0
      lengths = lengths * (FEW + 1) + few
      named[n + 1] = few ? arg[0] : JSON.stringify(arg)
      for (let m = 1; m < few; m++) named[++last] = arg[m]
    }
    // One for each of the lengths of its lists.
    const statement = known.statements[lengths] ??= this.#db.prepare(WORDS.sqlite(sql, args, known.places))
    return statement.reader ? statement.all(named) : (statement.run(named), [])
  }

  #tell (story) {
    let step = story.next()
    while (!step.done) step = story.next(this.#rows(step.value))
    return step.value
  }

  async read (story) {
    return this.#within(this.look, story)
  }

  async write (story) {
    return this.#within(this.begin, story)
  }

  #within (begin, story) {
    begin.run()
    try {
      const answer = this.#tell(story)
      this.commit.run()
      return answer
    } catch (error) {
      this.rollback.run()
      throw error
    }
  }
}

/** pg: a pool as large as that of Talkamie's server, prepared statements by name. */
class Postgres {
  #pool
  #prepared = new Map()

  constructor (url) {
    const { Pool, types } = require('pg')
    types.setTypeParser(types.builtins.INT8, Number)
    this.#pool = new Pool({ connectionString: url, max: 16 })
  }

  #query ([sql, args]) {
    let known = this.#prepared.get(sql)
    if (known === undefined) {
      known = { name: `s${this.#prepared.size}`, text: WORDS.postgres(sql) }
      this.#prepared.set(sql, known)
    }
    return { name: known.name, text: known.text, values: args }
  }

  async #tell (client, story) {
    let step = story.next()
    while (!step.done) step = story.next((await client.query(this.#query(step.value))).rows)
    return step.value
  }

  async read (story) {
    const client = await this.#pool.connect()
    try {
      return await this.#tell(client, story)
    } finally {
      client.release()
    }
  }

  async write (story) {
    const client = await this.#pool.connect()
    try {
      await client.query('BEGIN')
      const answer = await this.#tell(client, story)
      await client.query('COMMIT')
      return answer
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    } finally {
      client.release()
    }
  }
}

module.exports = { open: (url) => url.startsWith('sqlite:') ? new Sqlite(url.slice('sqlite:'.length)) : new Postgres(url) }
