import { describe, expect, it } from 'vitest';
import { isLoopback, readEndpoint, readHeartbeat } from '../../../../shared/configuration/texts/endpoint.ts';

describe('an endpoint', () => {
  it.each([
    ['https://ecs.example.com', 'https://ecs.example.com', false],
    ['HTTPS://ECS.Example.com:443/', 'https://ecs.example.com', false],
    ['https://127.0.0.1.example.com', 'https://127.0.0.1.example.com', false],
    ['http://localhost:4101', 'http://localhost:4101', true],
    ['http://127.0.0.1:4101', 'http://127.0.0.1:4101', true],
    ['http://127.9.8.7', 'http://127.9.8.7', true],
    ['http://[::1]:8', 'http://[::1]:8', true],
    ['https://[::1]', 'https://[::1]', true],
  ])('%s is the origin %s', (text, value, loopback) => {
    expect(readEndpoint(text)).toEqual({ value });
    expect(isLoopback(value)).toBe(loopback);
  });

  it.each([
    ['', '"" is not a URL'],
    ['ecs.example.com', '"ecs.example.com" is not a URL'],
    [' https://ecs.example.com', '" https://ecs.example.com" is not a URL'],
    ['localhost:4101', '"localhost:4101" does not start with https:// or http://'],
    ['file:///etc/passwd', '"file:///etc/passwd" does not start with https:// or http://'],
    ['https://a.example/api', '"https://a.example/api" is more than scheme, host and port'],
    ['https://a.example//', '"https://a.example//" is more than scheme, host and port'],
    ['https://a.example?x=1', '"https://a.example?x=1" is more than scheme, host and port'],
    ['https://a.example#', '"https://a.example#" is more than scheme, host and port'],
    ['https:a.example', '"https:a.example" is more than scheme, host and port'],
    ['https://key:pass@a.example', 'an endpoint must not have a user name or a password'],
    ['https://@a.example', 'an endpoint must not have a user name or a password'],
    ['http://a.example', '"http://a.example" uses http to another machine'],
    ['http://127.0.0.1.example.com', '"http://127.0.0.1.example.com" uses http to another machine'],
    ['http://0.0.0.0', '"http://0.0.0.0" uses http to another machine'],
    ['http://[::2]', '"http://[::2]" uses http to another machine'],
  ])('%j is refused', (text, problem) => {
    expect(readEndpoint(text)).toMatchObject({ problem });
  });
});

describe('a heartbeat', () => {
  it.each([
    ['https://hc-ping.com/0000-1111', 'https://hc-ping.com/0000-1111'],
    ['https://up.example.com/api/push/x?status=up', 'https://up.example.com/api/push/x?status=up'],
    ['http://127.0.0.1:8080/ping', 'http://127.0.0.1:8080/ping'],
    ['http://localhost/ping', 'http://localhost/ping'],
    ['http://[::1]:80/ping', 'http://[::1]/ping'],
  ])('%s', (text, value) => {
    expect(readHeartbeat(text)).toEqual({ value });
  });

  it.each([
    ['http://hc-ping.com/secret-path', 'it uses http'],
    ['ftp://hc-ping.com/secret-path', 'it uses ftp'],
    ['https://user:secret-path@hc-ping.com', 'a heartbeat must not have a user name or a password'],
    ['secret-path', 'this is not a URL'],
    ['https://hc-ping.com/secret-path x', 'this is not a URL'],
  ])('is refused, without a word of it: %s', (text, problem) => {
    const reading = readHeartbeat(text);
    expect(reading).toMatchObject({ problem });
    expect(JSON.stringify(reading)).not.toContain('secret-path');
  });
});
