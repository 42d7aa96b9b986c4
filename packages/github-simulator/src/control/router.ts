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

/**
 * The control over HTTP: `POST /_simulator/api/{operation}` with a JSON object,
 * and the forms of the control page.
 */
import express, { ErrorRequestHandler, Router } from 'express';
import { ActivityPage } from '../pages/control/ActivityPage';
import { BadLuckPage } from '../pages/control/BadLuckPage';
import { PeoplePage } from '../pages/control/PeoplePage';
import { RequestsPage } from '../pages/control/RequestsPage';
import { SettingsPage } from '../pages/control/SettingsPage';
import { MessagePage } from '../pages/MessagePage';
import { sendPage } from '../pages/sendPage';
import type { World } from '../World';
import { ControlError } from './operations';
import { runOperation } from './runOperation';

export function controlRouter(world: World): Router {
  const router = Router();

  const pages = {
    '/': ActivityPage,
    '/bad-luck': BadLuckPage,
    '/people': PeoplePage,
    '/settings': SettingsPage,
    '/requests': RequestsPage,
  };
  for (const [path, page] of Object.entries(pages)) {
    router.get(path, (_request, response) => {
      sendPage(response, 200, page({ world }));
    });
  }

  router.post('/api/:operation', express.json(), (request, response) => {
    const result = runOperation(
      request.params.operation,
      request.body ?? {},
      world,
    );
    if (result === undefined) response.status(204).end();
    else response.json(result);
  });

  // A form carries the input of its operation as JSON, so that pages need no script.
  router.post(
    '/form/:operation',
    express.urlencoded({ extended: false }),
    (request, response) => {
      runOperation(
        request.params.operation,
        JSON.parse(String(request.body.input ?? '{}')),
        world,
      );
      response.redirect(303, localPath(request.get('referer')));
    },
  );

  router.use(((error, request, response, next) => {
    const isMistake =
      error instanceof ControlError || error instanceof SyntaxError;
    if (isMistake && request.path.startsWith('/form/')) {
      const { message } = error;
      sendPage(
        response,
        400,
        MessagePage({ title: 'That did not work', text: message }),
      );
    } else if (isMistake) {
      response.status(400).json({ error: error.message });
    } else {
      next(error);
    }
  }) satisfies ErrorRequestHandler);

  return router;
}

/** Back to the page with the button, and never to another host. */
function localPath(referer: string | undefined): string {
  try {
    const { pathname, search } = new URL(referer ?? '');
    // One slash only: `//host` would be another host.
    return `/${pathname.replace(/^\/+/, '')}${search}`;
  } catch {
    return '/_simulator';
  }
}
