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

import { z } from 'zod';
import { ControlError, operation } from './operation';

const nothing = z.object({});

/** The organization's webhook. */
export const webhookOperations = {
  setWebhook: operation(
    z.object({
      url: z.string(),
      secret: z.string().min(1),
      events: z
        .array(
          z.enum([
            'pull_request',
            'pull_request_review',
            'check_suite',
            'workflow_run',
          ]),
        )
        .optional(),
    }),
    (target, world) => {
      try {
        world.webhooks.set(target, world);
      } catch (error) {
        if (error instanceof RangeError) throw new ControlError(error.message);
        throw error;
      }
    },
  ),
  clearWebhook: operation(nothing, (_, world) => world.webhooks.clear()),
  deliveries: operation(nothing, (_, world) => world.webhooks.deliveries()),
};
