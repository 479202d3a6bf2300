'use strict'
// The two databases, as the twin uses them: prepared statements, the same settings and the same transactions as
// Talkamie's server: reads that belong together in one too. Each driver in its own best way.

const WORDS = {
  sqlite: (sql) => sql
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
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000', 'cache_size = -16384', 'temp_store = MEMORY']) {
      this.#db.pragma(pragma)
    }
    this.look = this.#db.prepare('BEGIN')
    this.begin = this.#db.prepare('BEGIN IMMEDIATE')
    this.commit = this.#db.prepare('COMMIT')
    this.rollback = this.#db.prepare('ROLLBACK')
  }

  #rows = ([sql, args]) => {
    let statement = this.#prepared.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare(WORDS.sqlite(sql))
      this.#prepared.set(sql, statement)
    }
    const named = {}
    for (let n = 0; n < args.length; n++) named[n + 1] = Array.isArray(args[n]) ? JSON.stringify(args[n]) : args[n]
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
