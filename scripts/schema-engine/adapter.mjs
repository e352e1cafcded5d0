import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'

const CHAR_TYPE = 18
const TEXT_TYPE = 25

// The catalog's queries return the internal type "char". The adapter does not know it, and the engine wants a Character:
// the result says text, and remembers which columns were meant.
const { default: Result } = await import('pg/lib/result.js')
const addFields = Result.prototype.addFields
Result.prototype.addFields = function (fields) {
  const mark = (field) =>
    field.dataTypeID === CHAR_TYPE ? Object.assign(field, { dataTypeID: TEXT_TYPE, isChar: true }) : field
  return addFields.call(this, fields.map(mark))
}

/** Makes a PostgreSQL adapter answer as the schema engine expects. Changes the adapter it is given. */
export function suitEngine(adapter) {
  const { queryRaw, performIO, startTransaction } = adapter
  let lastResult
  adapter.performIO = async function (query) {
    lastResult = await performIO.call(this, query)
    return lastResult
  }
  adapter.queryRaw = async function (query) {
    const result = await queryRaw.call(this, query)
    for (const [index, field] of lastResult.fields.entries()) {
      if (field.isChar) result.columnTypes[index] = ColumnTypeEnum.Character
    }
    return result
  }
  // The adapter splits scripts at every semicolon, which breaks function bodies and literals: the script is sent whole.
  adapter.executeScript = async function (sql) {
    try {
      await this.client.query(sql)
    } catch (error) {
      this.onError(error)
    }
  }
  if (startTransaction) {
    adapter.startTransaction = async function (level) {
      return suitEngine(await startTransaction.call(this, level))
    }
  }
  return adapter
}
