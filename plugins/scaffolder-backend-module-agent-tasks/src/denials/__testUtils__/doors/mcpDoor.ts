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

import type { startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import type { Door } from '../types';
import { readCode } from './readCode';

type Server = Awaited<ReturnType<typeof startTestBackend>>['server'];

/** `agent-tasks.start-task` at Backstage's MCP server, which takes no GitHub token. */
export function mcpDoor(server: Server): Door {
  return async attempt => {
    const answer = await request(server)
      .post('/api/mcp-actions/v1')
      .set('authorization', attempt.authorization)
      .set('accept', 'application/json, text/event-stream')
      .send({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: {
          name: 'agent-tasks.start-task',
          arguments: attempt.request,
        },
      });
    const data = answer.text.split('\n').find(line => line.startsWith('data:'));
    const { result } = data ? JSON.parse(data.slice(5)) : answer.body;
    if (!result) throw new Error(answer.text);
    const message: string = result.content[0].text;
    return { code: result.isError ? readCode(message) : undefined, message };
  };
}
