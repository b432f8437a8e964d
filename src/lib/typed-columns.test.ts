import { expect, test } from 'vitest';
import { isTypedColumn, nestedFromColumns } from './typed-columns.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('columns become the record they were flattened from', () => {
  const row = {
    TenantId: 'left out',
    actor_id_s: '00u1',
    actor_type_s: 'User',
    securityContext_asNumber_d: '64500',
    securityContext_isProxy_b: 'FALSE',
    client_ipAddress_s: '',
    client_geographicalContext_geolocation_lat_d: 'null',
    'published_t [UTC]': '2026-03-02T09:00:00Z',
    target_s: '[\r\n {"id": "00u2"}]',
    uuid_g: '00000000-0000-4000-8000-000000000001',
  };
  expect(plain(nestedFromColumns(row))).toEqual({
    actor: { id: '00u1', type: 'User' },
    securityContext: { asNumber: 64500, isProxy: false },
    published: '2026-03-02T09:00:00Z',
    target: [{ id: '00u2' }],
    uuid: '00000000-0000-4000-8000-000000000001',
  });
});

test('a name given as whole keeps its underscore', () => {
  expect(plain(nestedFromColumns({ event_type_s: 'authentication' }, new Set(['event_type'])))).toEqual({
    event_type: 'authentication',
  });
});

test('such names are found inside longer paths', () => {
  const row = {
    access_device_location_country_s: 'Germany',
    auth_device_ip_s: '192.0.2.1',
    user_name_s: 'ana',
  };
  expect(plain(nestedFromColumns(row, new Set(['access_device', 'auth_device'])))).toEqual({
    access_device: { location: { country: 'Germany' } },
    auth_device: { ip: '192.0.2.1' },
    user: { name: 'ana' },
  });
});

test('hostile names make no prototype and no throw', () => {
  const row = JSON.parse('{"__proto___s": "x", "a_s": "1", "a_b_s": "2", "constructor_prototype_s": "y"}');
  const record = nestedFromColumns(row);
  expect(plain(record)).toMatchObject({ a: { b: '2' } });
  expect({}).not.toHaveProperty('x');
  expect(Object.hasOwn(Object.prototype, 'y')).toBe(false);
});

test('a number in text stays within what a number can hold', () => {
  expect(plain(nestedFromColumns({ n_d: '1e400', m_d: 7 }))).toEqual({ m: 7 });
});

test('columns are told by name and type', () => {
  expect(isTypedColumn('action_s', 'action')).toBe(true);
  expect(isTypedColumn('isotimestamp_t [UTC]', 'isotimestamp')).toBe(true);
  expect(isTypedColumn('action', 'action')).toBe(false);
});
