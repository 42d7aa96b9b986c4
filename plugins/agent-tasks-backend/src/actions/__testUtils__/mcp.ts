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

import request from 'supertest';
import type { Portal } from '../../__testUtils__/startPortal';

/** What an MCP client gets back of a call. */
export interface ToolResult {
  /** Absent: the output is in `output`. */
  isError?: boolean;
  /** All that a client is told of an error. */
  text: string;
  output?: any;
}

/** A client of Backstage's MCP endpoint, over HTTP as any other. */
export function createMcpClient(
  server: Portal['server'],
  authorization: string,
) {
  async function call(method: string, params?: object): Promise<any> {
    const answer = await request(server)
      .post('/api/mcp-actions/v1')
      .set('authorization', authorization)
      .set('accept', 'application/json, text/event-stream')
      .send({ jsonrpc: '2.0', id: 1, method, params });
    const line = answer.text.split('\n').find(it => it.startsWith('data:'));
    const message = line ? JSON.parse(line.slice(5)) : answer.body;
    if (!message.result) throw new Error(JSON.stringify(message));
    return message.result;
  }
  return {
    async listTools(): Promise<any[]> {
      return (await call('tools/list')).tools;
    },
    async callTool(name: string, args: unknown): Promise<ToolResult> {
      const { isError, content, structuredContent } = await call('tools/call', {
        name,
        arguments: args,
      });
      return { isError, text: content[0].text, output: structuredContent };
    },
  };
}
