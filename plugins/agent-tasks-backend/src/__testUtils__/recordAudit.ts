/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** An event of the audit trail and how it came out. */
export interface AuditRecord
  extends Pick<
    AuditorServiceCreateEventOptions,
    'eventId' | 'severityLevel' | 'meta'
  > {
  /** Absent while it is under way. */
  outcome?: 'succeeded' | 'failed';
  error?: Error;
}

/** An auditor that keeps what it is told. */
export function recordAudit() {
  const records: AuditRecord[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, severityLevel, meta }) => {
      const record: AuditRecord = { eventId, severityLevel, meta };
      records.push(record);
      return {
        success: async options => {
          record.outcome = 'succeeded';
          record.meta = { ...meta, ...options?.meta };
        },
        fail: async ({ error, meta: more }) => {
          record.outcome = 'failed';
          record.error = error;
          record.meta = { ...meta, ...more };
        },
      };
    },
  });
  return {
    auditor,
    /** What happened so far, of one kind if it is named. */
    records: (eventId?: string) =>
      records.filter(record => !eventId || record.eventId === eventId),
    clear: () => records.splice(0),
  };
}
