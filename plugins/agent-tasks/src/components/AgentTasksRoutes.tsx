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

import Skeleton from '@mui/material/Skeleton';
import { lazy, Suspense } from 'react';
import { Route } from 'react-router-dom';
import { AllTasks } from './AllTasks';
import { ConnectPage } from './ConnectPage';
import { TaskRoutes } from './TaskRoutes';
import { usePageTaskLinks } from './useTaskLinks';

// Its charts are heavy, and few people open it.
const AdminPage = lazy(() =>
  import('./admin/AdminPage').then(m => ({ default: m.AdminPage })),
);

/** What the page of this plugin shows in both frontend systems. */
export function AgentTasksRoutes() {
  const links = usePageTaskLinks();
  return (
    <TaskRoutes links={links} list={<AllTasks />}>
      <Route path="/connect" element={<ConnectPage links={links} />} />
      <Route
        path="/admin/*"
        element={
          <Suspense fallback={<Skeleton variant="rounded" height={220} />}>
            <AdminPage />
          </Suspense>
        }
      />
    </TaskRoutes>
  );
}
