import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Path of an installed nginx, or null. */
export const nginxPath = (): string | null =>
  ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(
    existsSync,
  ) ?? null

/** Writes a configuration of one worker in the foreground into `dir` and returns its path. */
function writeConfiguration(dir: string, http: string): string {
  const folder = mkdtempSync(join(dir, 'nginx-'))
  const path = join(folder, 'nginx.conf')
  writeFileSync(
    path,
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr crit; events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000; keepalive_timeout 60s;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
${http} }`,
  )
  return path
}

/** An upstream that answers everything with the same small JSON. */
export const upstreamConfiguration = (dir: string, port: number): string =>
  writeConfiguration(
    dir,
    `server { listen 127.0.0.1:${port}; default_type application/json;
    location / { return 200 '{"id":"acc_1","balance":"1024.50","currency":"EUR"}'; } }`,
  )

/** A bare reverse proxy with a kept-alive upstream. */
export const proxyConfiguration = (dir: string, port: number, upstreamPort: number): string =>
  writeConfiguration(
    dir,
    `upstream up { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 1000000; }
  server { listen 127.0.0.1:${port}; location / { proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; } }`,
  )
