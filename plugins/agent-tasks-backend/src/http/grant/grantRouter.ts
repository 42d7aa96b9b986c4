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

import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  AgentTasksError,
  completeGrantRequestSchema,
  type Grant,
} from 'backstage-plugin-agent-tasks-common';
import express, { type Request, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Grants } from '../../credentials';
import { createErrorHandler } from '../errorHandler';
import type { CallerResolver } from '../requestContext';
import { parseRequest } from '../validation';

const NOT_OFFERED: Grant = { isOffered: false, status: 'none' };

/** What {@link createGrantRouter} is made with. */
export interface GrantRouterOptions {
  resolveCaller: CallerResolver;
  /** Absent: the admins have set up none. */
  grants?: Grants;
  auditor: AuditorService;
}

/**
 * The caller's own grant, to mount at `/grant`. It is about the user of the
 * portal alone: a token for GitHub is neither needed nor looked at.
 */
export function createGrantRouter(options: GrantRouterOptions): Router {
  const { resolveCaller, grants, auditor } = options;
  const router = PromiseRouter();

  const audited = async <T extends { meta: Record<string, boolean> }>(
    request: Request,
    eventId: string,
    work: () => Promise<T>,
  ): Promise<T> => {
    const event = await auditor.createEvent({
      eventId,
      request,
      severityLevel: 'medium',
    });
    try {
      const done = await work();
      await event.success({ meta: done.meta });
      return done;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  };

  router.get('/', async (request, response) => {
    const { userEntityRef } = await resolveCaller(request);
    response.json(await (grants?.get(userEntityRef) ?? NOT_OFFERED));
  });

  router.post('/authorization', async (request, response) => {
    const { userEntityRef } = await resolveCaller(request);
    response.json(await required(grants).begin(userEntityRef));
  });

  router.put(
    '/',
    express.json({ type: () => true, strict: false }),
    async (request, response) => {
      const { userEntityRef } = await resolveCaller(request);
      const answer = parseRequest(completeGrantRequestSchema, request.body);
      const { grant } = await audited(
        request,
        'credential-connect',
        async () => ({
          grant: await required(grants).complete(
            userEntityRef,
            answer,
            request,
          ),
          meta: {},
        }),
      );
      response.json(grant);
    },
  );

  router.delete('/', async (request, response) => {
    const { userEntityRef } = await resolveCaller(request);
    if (!grants) {
      response.json(NOT_OFFERED);
      return;
    }
    const { grant } = await audited(
      request,
      'credential-disconnect',
      async () => {
        const { wasThere, isToldToGitHub, ...rest } = await grants.revoke(
          userEntityRef,
        );
        return { ...rest, meta: { wasThere, isToldToGitHub } };
      },
    );
    response.json(grant);
  });

  router.use(createErrorHandler());
  return router;
}

function required(grants: Grants | undefined): Grants {
  if (grants) return grants;
  throw new AgentTasksError(
    'validation_failed',
    'This portal does not offer to be connected with GitHub. Ask a platform admin to set up agentTasks.credentials.grant.',
  );
}
