'use strict'
// The contract as Ajv and fast-json-stringify take it: the same document that Talkamie's server is made from.

const fs = require('node:fs')
const Ajv2020 = require('ajv/dist/2020')
const addFormats = require('ajv-formats')

const document = JSON.parse(fs.readFileSync(process.env.BENCH_DOCUMENT, 'utf8'))
const components = document.components.schemas

const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: false, useDefaults: false })
addFormats(ajv)
ajv.addSchema(document, 'document')

/** For what comes as text. */
const coercing = new Ajv2020({ strict: false, allErrors: true, coerceTypes: true, useDefaults: true })

/** What Fastify validates a body, a path and a query with. */
const validator = ({ schema, httpPart }) => (httpPart === 'querystring' ? coercing : ajv).compile(schema)

/** A component, for `validator`. */
const body = (name) => ({ $ref: `document#/components/schemas/${name}` })

/**
 * A component as fast-json-stringify is fastest with it: `allOf` merged, constraints left out, unions written as they come.
 * The constraints do not matter to writing; unions would be checked with Ajv while writing.
 */
function answer (name) {
  const definitions = {}
  const named = (reference) => {
    const known = reference.split('/').pop()
    if (!(known in definitions)) {
      definitions[known] = {}
      definitions[known] = plain(components[known])
    }
    return known
  }
  const members = (schema) => {
    if (schema.$ref) return members(components[named(schema.$ref)])
    const own = schema.properties || {}
    return Object.assign({}, ...(schema.allOf || []).map(members), own)
  }
  const required = (schema) => {
    if (schema.$ref) return required(components[named(schema.$ref)])
    return [...(schema.required || []), ...(schema.allOf || []).flatMap(required)]
  }
  const plain = (schema) => {
    if (schema.$ref) return { $ref: `#/definitions/${named(schema.$ref)}` }
    if (schema.oneOf || schema.anyOf) return {}
    if (schema.type === 'array') return { type: 'array', items: plain(schema.items || {}) }
    if (schema.allOf || schema.properties) {
      const properties = Object.fromEntries(Object.entries(members(schema)).map(([key, value]) => [key, plain(value)]))
      return { type: 'object', properties, required: required(schema).filter((key) => key in properties) }
    }
    if (schema.additionalProperties) return { type: 'object', additionalProperties: plain(schema.additionalProperties) }
    return schema.type ? { type: schema.type } : {}
  }
  const root = plain(components[name])
  return { ...root, definitions }
}

module.exports = { validator, body, answer }
