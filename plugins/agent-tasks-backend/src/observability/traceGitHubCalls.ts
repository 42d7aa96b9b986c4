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

import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import type { GitHubCallObserver } from '../github/types';

/**
 * A span of kind `client` around every call to GitHub, named as OpenTelemetry
 * asks (`GET /agents/tasks`). It holds method, template of the URL and status,
 * never a token, a name or an id of anybody. Where no answer came, the service
 * itself records the error, whose message tells why.
 */
export function traceGitHubCalls(tracing: TracingService): GitHubCallObserver {
  return {
    observe: ({ method, route }, run) =>
      tracing.startActiveSpan(
        `${method} ${route}`,
        {
          kind: 'client',
          attributes: {
            'http.request.method': method,
            'url.template': route,
          },
        },
        async span => {
          const answer = await run();
          span.setAttribute('http.response.status_code', answer.status);
          if (answer.status >= 400) {
            span.setAttribute('error.type', String(answer.status));
            span.setStatus({ code: 'error' });
          }
          return answer;
        },
      ),
  };
}
