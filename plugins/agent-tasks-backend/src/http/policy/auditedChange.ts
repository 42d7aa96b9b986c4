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

import type {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  isAgentTasksError,
  type PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import type { Caller, CallerResolver } from '../requestContext';
import { requireUpdate } from './access';

export interface AuditedChangeOptions {
  resolveCaller: CallerResolver;
  permissions: PermissionsService;
  auditor: AuditorService;
}

/**
 * Has a change of the rules made by somebody who may, with one event of the audit
 * log, whether it was made or refused, and for whichever reason. `work` adds to
 * `meta` what becomes known on the way. Rules hold no secrets.
 */
export async function auditedChange<T>(
  options: AuditedChangeOptions,
  request: Request,
  event: {
    eventId: string;
    severityLevel: 'medium' | 'high';
    meta?: JsonObject;
  },
  work: (caller: Caller, meta: JsonObject) => Promise<T>,
): Promise<T> {
  const { resolveCaller, permissions, auditor } = options;
  const { eventId, severityLevel, meta = {} } = event;
  const audit = await auditor.createEvent({ eventId, severityLevel, request });
  try {
    const caller = await resolveCaller(request);
    meta.by = caller.userEntityRef;
    await requireUpdate(permissions, caller);
    const done = await work(caller, meta);
    await audit.success({ meta });
    return done;
  } catch (error) {
    const code = isAgentTasksError(error) ? error.code : undefined;
    await audit.fail({
      error: error as Error,
      meta: { ...meta, ...(code && { code }) },
    });
    throw error;
  }
}

/** A rule as the audit log has it, beside what a request sends. */
export function auditedRule({ rule, status }: PolicyRuleEntry): JsonObject {
  return { rule, enabled: status !== 'disabled' };
}
