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

import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { createStage } from '../__testUtils__/createStage';
import { createOpenApiDocument } from '../http/openapi';
import { callsOf } from './__testUtils__/fuzz/calls';

jest.setTimeout(60_000);

/** As much of a layer of express 4 as is needed to walk it. */
interface Layer {
  regexp: RegExp;
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

describe('every call that the plugin serves', () => {
  const stage = createStage();

  it('stands in the OpenAPI document, by which it is fuzzed', async () => {
    const mounted: Router[] = [];
    await stage.start({
      features: [
        createServiceFactory({
          service: coreServices.httpRouter,
          deps: {},
          factory: () => ({
            use: handler => {
              mounted.push(handler as Router);
            },
            addAuthPolicy: () => {},
          }),
        }),
      ],
    });
    const served = mounted
      .flatMap(router => routesOf(router as unknown as Layer['handle'], ''))
      // Backstage's own, for other plugins: the permission framework and actions.
      .filter(call => !/ \/\.(?:backstage|well-known)\//.test(call));
    const described = callsOf(
      createOpenApiDocument({ serverUrl: 'http://x' }),
    ).map(({ method, path }) => `${method} ${path}`);
    expect(served.length).toBeGreaterThan(20);
    expect(served.sort()).toEqual(described.sort());
  });
});

function routesOf({ stack = [] }: Layer['handle'], prefix: string): string[] {
  return stack.flatMap(({ route, handle, regexp }) => {
    if (!route) return routesOf(handle, `${prefix}${mountPathOf(regexp)}`);
    const path = `${prefix}${route.path}`
      .replace(/\/$/, '')
      .replace(/:(\w+)/g, (_all, name) => `{${nameOf(name)}}`);
    return Object.keys(route.methods).map(
      method => `${method.toUpperCase()} ${path}`,
    );
  });
}

/** What express has made of `/v1/policy`: `^\/v1\/policy\/?(?=\/|$)`. */
function mountPathOf({ source }: RegExp): string {
  const [, path = ''] = source.match(/^\^((?:\\\/[\w.-]+)*)/) ?? [];
  return path.replace(/\\/g, '');
}

function nameOf(parameter: string): string {
  return parameter === 'taskId' ? 'task_id' : parameter;
}
