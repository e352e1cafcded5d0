'use client'
import { useState } from 'react'
import { formatBytes } from '#components/patterns/chart-format.ts'
import { Field } from '#components/ui/field.tsx'
import { FileInput } from '#components/ui/file-input.tsx'
import { Input } from '#components/ui/input.tsx'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx'
import { Textarea } from '#components/ui/textarea.tsx'

/** Fields `file`, `document` or `documentUrl` of the form around it; only the tab that is open is sent. */
export function DocumentSource({ errors }: { errors: Record<string, string> }) {
  const [source, setSource] = useState('file')
  return (
    <Tabs value={source} onValueChange={setSource}>
      <TabsList aria-label="Where the document is">
        <TabsTrigger value="file">File</TabsTrigger>
        <TabsTrigger value="text">Paste</TabsTrigger>
        <TabsTrigger value="url">URL</TabsTrigger>
      </TabsList>
      <TabsContent value="file" className="pt-4">
        <Field label="OpenAPI document" error={errors.document}>
          <FileInput
            name="file"
            accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
            hint="JSON or YAML, up to 20 MB"
            sizeOf={formatBytes}
          />
        </Field>
      </TabsContent>
      <TabsContent value="text" className="pt-4">
        <Field label="OpenAPI document" error={errors.document}>
          <Textarea
            name="document"
            rows={14}
            spellCheck={false}
            className="font-mono text-table"
            placeholder="openapi: 3.1.0"
          />
        </Field>
      </TabsContent>
      <TabsContent value="url" className="pt-4">
        <Field
          label="Address of the document"
          hint="Fetched by our server. Addresses inside private networks are refused."
          error={errors.documentUrl}
        >
          <Input name="documentUrl" type="url" placeholder="https://example.com/openapi.yaml" />
        </Field>
      </TabsContent>
    </Tabs>
  )
}
