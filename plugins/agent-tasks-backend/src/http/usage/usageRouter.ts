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
import {
  agentTasksUsageReadPermission,
  type UsageReport,
} from 'backstage-plugin-agent-tasks-common';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { SharedClock } from '../../tracking/SharedClock';
import { buildUsageReport } from '../../usage/buildUsageReport';
import { toUsageCsv } from '../../usage/toUsageCsv';
import type { UsageReader } from '../../usage/UsageReader';
import type { CallerResolver } from '../requestContext';
import { requirePermission } from '../requirePermission';
import { readUsageRequest } from './readUsageRequest';

/** What {@link createUsageRouter} is made with. */
export interface UsageRouterOptions {
  resolveCaller: CallerResolver;
  usageReader: UsageReader;
  permissions: PermissionsService;
  auditor: AuditorService;
  clock: Pick<SharedClock, 'now' | 'refresh'>;
}

/**
 * What tasks have cost: `GET /usage`, and `GET /usage.csv` for spreadsheets. For
 * users with `agent-tasks.usage.read` alone; GitHub is not asked, and a token for
 * it is neither needed nor looked at. Every reading, and every refusal of one, is
 * an event of the audit.
 */
export function createUsageRouter(options: UsageRouterOptions): Router {
  const { usageReader, permissions, auditor, clock } = options;
  const router = PromiseRouter();

  const read = async (
    request: Request,
    queryType: 'report' | 'csv',
  ): Promise<UsageReport> => {
    const caller = await options.resolveCaller(request);
    const event = await auditor.createEvent({
      eventId: 'usage-read',
      severityLevel: 'low',
      request,
      meta: { queryType },
    });
    try {
      await requirePermission(permissions, caller, {
        permission: agentTasksUsageReadPermission,
        toDo: 'see what agent tasks have cost',
      });
      await clock.refresh();
      const usageRequest = readUsageRequest(request.query, clock.now());
      const sums = await usageReader.read(usageRequest);
      await event.success({ meta: { ...usageRequest } });
      return buildUsageReport(usageRequest, sums);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  };

  router.get('/usage', async (request, response) => {
    response.json(await read(request, 'report'));
  });

  router.get('/usage.csv', async (request, response) => {
    const report = await read(request, 'csv');
    response
      .attachment(`agent-tasks-usage-${report.from}-${report.to}.csv`)
      .type('text/csv')
      .send(toUsageCsv(report));
  });

  return router;
}
