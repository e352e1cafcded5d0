import { Counter, Gauge, Registry } from 'prom-client'

/** Sync's own metrics, in Prometheus' text form at `/metrics`. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    revision: new Gauge({
      name: 'gatehouse_sync_revision',
      help: 'Revision that gateways are brought to',
      registers,
    }),
    gateways: new Gauge({ name: 'gatehouse_sync_gateways', help: 'Gateways connected', registers }),
    credentials: new Gauge({ name: 'gatehouse_sync_credentials', help: 'Credentials served', registers }),
    withheld: new Gauge({
      name: 'gatehouse_sync_withheld',
      help: 'Resources that the check holds back',
      registers,
    }),
    usageRecords: new Counter({
      name: 'gatehouse_sync_usage_records_total',
      help: 'Usage records taken in',
      registers,
    }),
    usageLagSeconds: new Gauge({
      name: 'gatehouse_sync_usage_lag_seconds',
      help: 'Age of the newest record of the latest usage batch when it was committed',
      registers,
    }),
    jobRuns: new Counter({
      name: 'gatehouse_sync_job_runs_total',
      help: 'Runs of background jobs by how they ended',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    jobSeconds: new Gauge({
      name: 'gatehouse_sync_job_seconds',
      help: 'Duration of the latest run of a background job',
      labelNames: ['job'],
      registers,
    }),
    framesRefused: new Counter({
      name: 'gatehouse_sync_frames_refused_total',
      help: 'Frames that were not of the contract',
      registers,
    }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
