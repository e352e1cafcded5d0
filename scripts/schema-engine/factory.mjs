import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { suitEngine } from './adapter.mjs'
import { connectionSettings, withClient } from './connection.mjs'

/** Opens the engine's connections: to the database, and to shadow databases, on which it replays migrations. */
export class EngineConnections extends PrismaPg {
  #settings
  #schema
  #shadowUrl
  #shadows = new Set()

  constructor(settings, schema, shadowUrl) {
    super(settings, { schema })
    this.#settings = settings
    this.#schema = schema
    this.#shadowUrl = shadowUrl
  }

  async connect() {
    return suitEngine(await super.connect())
  }

  #open(settings) {
    return new PrismaPg(settings, { schema: this.#schema }).connect()
  }

  /** The shadow database that was configured, or one of its own that goes when the engine lets go of it. */
  async connectToShadowDb() {
    if (this.#shadowUrl) return suitEngine(await this.#open(connectionSettings(this.#shadowUrl)))
    const database = `prisma_migrate_shadow_db_${randomUUID()}`
    await withClient(this.#settings, (client) =>
      client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`),
    )
    this.#shadows.add(database)
    const connection = suitEngine(await this.#open({ ...this.#settings, database }))
    const { dispose } = connection
    connection.dispose = async () => {
      await dispose.call(connection)
      await this.#drop(database)
    }
    return connection
  }

  async #drop(database) {
    const sql = `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`
    await withClient(this.#settings, (client) => client.query(sql))
    this.#shadows.delete(database)
  }

  /** Removes the shadow databases that the engine did not let go of. */
  async dropShadows() {
    for (const database of this.#shadows) await this.#drop(database)
  }
}
