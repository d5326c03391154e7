// Generated from openapi.json by `npm run openapi`; do not edit.

export interface paths {
  '/healthz': {
    /** The process is alive */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Health'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    /** The server can work */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Readiness'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Readiness'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members': {
    /** Find a member */
    get: {
      parameters: { query?: { 'phone'?: string; 'email'?: string; 'card'?: string; 'external'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "members": components['schemas']['Member'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Make a member */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "identities": {
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          "profile"?: components['schemas']['ProfileInput'];
          /** May be left out when the organization has one program. */
          "programId"?: string;
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Member'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members/{id}': {
    /** A member with balances */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Member'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change a member */
    patch: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** What is given replaces, null removes. */
          "identities"?: {
            "phone"?: string | null;
            "email"?: string | null;
            "card"?: string | null;
            "external"?: string | null;
          };
          /** What is given replaces, null removes. */
          "profile"?: {
            "name"?: string | null;
            "birthday"?: string | null;
            "language"?: "ru" | "en" | null;
            "comment"?: string | null;
          };
          "status"?: "active" | "blocked";
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Member'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    trace?: never;
  };
  '/v1/quotes': {
    get?: never;
    put?: never;
    /** Ask what a receipt would come to */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Absent: a receipt of nobody. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "pay"?: components['schemas']['PayInput'];
          /** It belongs to the past and happens as of its own time. Needs the scope import. */
          "history"?: boolean;
          "receipt": components['schemas']['OpenReceiptInput'];
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Quote'] | components['schemas']['RefusedQuote'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/checkouts': {
    get?: never;
    put?: never;
    /** Begin a checkout */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "receipt": components['schemas']['BasketInput'];
          "pay"?: components['schemas']['PayInput'];
          /** How long the units stay reserved. */
          "minutes"?: number;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Checkout'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Checkout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/checkouts/{id}/commit': {
    get?: never;
    put?: never;
    /** Commit a checkout */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': null | {
          /** The number of the printed receipt, by which it is protected and can be returned. */
          "receipt"?: {
            "id": string;
            /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
            "source"?: string;
          };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Purchase'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Purchase'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/checkouts/{id}/cancel': {
    get?: never;
    put?: never;
    /** Cancel a checkout */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CancelledCheckout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/purchases': {
    get?: never;
    put?: never;
    /** Record a purchase */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Absent: a receipt of nobody. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "pay"?: components['schemas']['PayInput'];
          /** It belongs to the past and happens as of its own time. Needs the scope import. */
          "history"?: boolean;
          "receipt": components['schemas']['ReceiptInput'];
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Purchase'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Purchase'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/purchases/batch': {
    get?: never;
    put?: never;
    /** Record many purchases */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "purchases": {
            /** Absent: a receipt of nobody. */
            "member"?: {
              "id"?: string;
              /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
              "phone"?: string;
              "email"?: string;
              /** Number of a plastic card or what its code says. */
              "card"?: string;
              /** The member’s id in another system. */
              "external"?: string;
            };
            /** May be left out when the organization has one program. */
            "programId"?: string;
            "pay"?: components['schemas']['PayInput'];
            /** It belongs to the past and happens as of its own time. Needs the scope import. */
            "history"?: boolean;
            "receipt": components['schemas']['ReceiptInput'];
          }[];
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['BatchAnswer'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/returns': {
    get?: never;
    put?: never;
    /** Return a purchase */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "purchaseId"?: string;
          "receipt"?: {
            "id": string;
            /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
            "source"?: string;
          };
          /** Without a receipt: whose purchases to look in, newest first. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** Absent: everything that is left. */
          "lines"?: ({
            /** Index of the purchase’s line, from 0. */
            "line"?: number;
            /** Of a return without a receipt: what is brought back. */
            "sku"?: string;
            /** Decimal text with at most 6 places, or a whole number; above zero. */
            "quantity": string | number;
          })[];
          /** The return’s own number, unique for its source; a repeat is applied once. */
          "id"?: string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
          /** When it was; now if absent. */
          "at"?: string;
          /** It belongs to the past and happens as of its own time. Needs the scope import. */
          "history"?: boolean;
          /** Only tell what would come of it. */
          "preview"?: boolean;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Return'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Return'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events': {
    get?: never;
    put?: never;
    /** Tell an event */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "name": string;
          "at"?: string;
          /** The event’s own number, unique for its source; a repeat is applied once. */
          "id"?: string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
          /** Flat JSON for the rules’ conditions, up to 4 KB. */
          "data"?: { [name: string]: string | "" | number | boolean | null };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedEvent'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedEvent'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/corrections': {
    get?: never;
    put?: never;
    /** Correct a balance */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          "accountId"?: string;
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "wallet": string;
          /** Added, or taken when negative; not zero. */
          "units": number;
          "reason": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Correction'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Correction'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/journal': {
    /** The journal of an account */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "entries": components['schemas']['JournalEntry'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/operations': {
    /** The operations of an account */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "operations": components['schemas']['OperationSummary'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/operations/{operationId}': {
    /** An operation of an account */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'operationId': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Operation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/operations/{id}': {
    /** An operation with its reasons */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Operation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/programs/{id}': {
    /** The program in force */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Program'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Publish a program */
    put: {
      parameters: { query?: { 'check'?: "true" | "false"; 'effectiveFrom'?: string }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': { [name: string]: unknown }; 'application/yaml': string } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['PublishedProgram'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/programs': {
    /** List the programs */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "programs": {
            "programId": string;
            "name": {
              "ru"?: string;
              "en"?: string;
            };
            "currency": string;
            "version": number;
          }[];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/programs/{id}/versions': {
    /** The versions of a program */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "versions": components['schemas']['ProgramVersion'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/program-schema': {
    /** JSON Schema of the program document */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': { [name: string]: unknown } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/organization': {
    /** The organization of this key */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Organization'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/keys': {
    /** List the keys */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "keys": components['schemas']['ApiKey'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Make a key */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "name": string;
          /** admin: everything. till: members, quotes, checkouts, purchases, returns. shop: till, events and corrections. read: only looking. import: the past. */
          "scopes": ("admin" | "till" | "shop" | "read" | "import")[];
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['IssuedApiKey'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/keys/{id}': {
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a key */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sandbox/clock': {
    get?: never;
    put?: never;
    /** Move the sandbox’s clock forward */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "now": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "now": string;
          /** How many things happened on the way. */
          "operations": number;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}

export interface components {
  schemas: {
    ApiKey: {
      "id": string;
      "name": string;
      "scopes": ("admin" | "till" | "shop" | "read" | "import")[];
      "createdAt": string;
    };
    Balances: { [name: string]: components['schemas']['WalletStanding'] };
    BasketInput: {
      /** When it was; now if absent. */
      "at"?: string;
      /** The program’s currency if absent. */
      "currency"?: string;
      /** Minor money: the sum of the lines’ amounts. */
      "total": number;
      "store"?: string;
      "till"?: string;
      "channel"?: string;
      "lines": components['schemas']['ReceiptLineInput'][];
    };
    BatchAnswer: {
      "results": ({
        "status": "done" | "repeated";
        "purchase": components['schemas']['Purchase'];
      } | {
        "status": "refused";
        "problem": components['schemas']['Problem'];
      })[];
    };
    CancelledCheckout: {
      "id": string;
      "status": "cancelled";
      "accountId": string;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
    };
    Checkout: {
      "id": string;
      "at": string;
      /** Until when the units are reserved; a commit after it is accepted all the same. */
      "until": string;
      /** null: a receipt of nobody. */
      "accountId": string | null;
      "memberId": string | null;
      "programId": string;
      "programVersion": number | null;
      /** Minor units of the currency. */
      "total": number;
      /** Minor money left to pay after units. */
      "toPay": number;
      "payment": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        /** Minor units of the currency. */
        "money": number;
      } | null;
      "earned": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "lines": {
        /** Of the line, minor money paid with units. */
        "payMoney": number;
        /** Whole units in the smallest part of the wallet. */
        "payUnits": number;
        "earned": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
      }[];
      /** By wallet id, after this. */
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    Correction: {
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "wallet": string;
      /** Whole units in the smallest part of the wallet. */
      "units": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    Health: {
      "status": "ok";
    };
    IssuedApiKey: {
      "id": string;
      "name": string;
      "scopes": ("admin" | "till" | "shop" | "read" | "import")[];
      "createdAt": string;
      /** Shown this once; keep it safe. */
      "key": string;
    };
    JournalEntry: {
      "operationId": string;
      "operationType": string;
      "at": string;
      "wallet": string;
      "kind": "earn" | "pay" | "expire" | "reverse" | "restore" | "correct" | "join";
      /** Signed. */
      "units": number;
      "rule": string | null;
      /** From when to when the units live; null when debt moved. */
      "lot": {
        "from": string;
        "to": string | null;
      } | null;
    };
    Member: {
      "id": string;
      "status": "active" | "blocked";
      "createdAt": string;
      "identities": {
        "phone"?: string;
        "email"?: string;
        "card"?: string;
        "external"?: string;
      };
      "profile": components['schemas']['Profile'];
      "accounts": components['schemas']['MemberAccount'][];
    };
    MemberAccount: {
      "programId": string;
      "accountId": string;
      "joinedAt": string;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
    };
    OpenReceiptInput: {
      /** The shop’s own number, unique for its source. */
      "id"?: string;
      /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
      "source"?: string;
      /** When it was; now if absent. */
      "at"?: string;
      /** The program’s currency if absent. */
      "currency"?: string;
      /** Minor money: the sum of the lines’ amounts. */
      "total": number;
      "store"?: string;
      "till"?: string;
      "channel"?: string;
      "lines": components['schemas']['ReceiptLineInput'][];
    };
    Operation: {
      "id": string;
      /** The account’s operations are numbered without gaps. */
      "seq": number;
      "type": "purchase" | "return" | "correction" | "custom" | "hold" | "release" | "clock" | "void";
      "at": string;
      /** When the server took it, by the machine’s clock. */
      "acceptedAt": string;
      "programVersion": number;
      /** Of a purchase or checkout: minor money. */
      "total"?: number;
      /** By wallet: the sum of what came and went. */
      "moved": { [name: string]: number };
      /** When the level changed. */
      "tier"?: {
        "from": string;
        "to": string;
      };
      "accountId": string;
      "receipt"?: {
        "id"?: string;
        "currency": string;
        /** Minor units of the currency. */
        "total": number;
        "store"?: string;
        "till"?: string;
        "channel"?: string;
        "lines": {
          "sku": string;
          "name"?: string;
          "category"?: string;
          "quantity": string;
          /** Minor units of the currency. */
          "price": number;
          /** Minor units of the currency. */
          "discount"?: number;
          /** Minor units of the currency. */
          "amount": number;
        }[];
      };
      "entries": {
        "wallet": string;
        "kind": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        "rule"?: string;
      }[];
      /** By wallet id, right after it. */
      "balances": components['schemas']['Balances'];
      "standing": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    OperationSummary: {
      "id": string;
      /** The account’s operations are numbered without gaps. */
      "seq": number;
      "type": "purchase" | "return" | "correction" | "custom" | "hold" | "release" | "clock" | "void";
      "at": string;
      /** When the server took it, by the machine’s clock. */
      "acceptedAt": string;
      "programVersion": number;
      /** Of a purchase or checkout: minor money. */
      "total"?: number;
      /** By wallet: the sum of what came and went. */
      "moved": { [name: string]: number };
      /** When the level changed. */
      "tier"?: {
        "from": string;
        "to": string;
      };
    };
    Organization: {
      "id": string;
      "name": string;
      "sandbox": boolean;
      /** The organization’s time: a sandbox has its own. */
      "now": string;
      "createdAt": string;
      "programs": string[];
    };
    PayInput: {
      /** The only wallet that pays, if absent. */
      "wallet"?: string;
      /** How many, or "max": as many as the program allows. */
      "units": number | "max";
    };
    Problem: {
      /** urn:kopilka:problem: and the code. */
      "type": string;
      "title": string;
      "status": number;
      /** What programs should look at. */
      "code": string;
      /** What happened and what to do, for people. */
      "detail": string;
      /** Every single mistake, where there may be several. */
      "problems"?: {
        "path": string;
        "message": string;
        [name: string]: unknown;
      }[];
      [name: string]: unknown;
    };
    Profile: {
      "name"?: string;
      "birthday"?: string;
      "language"?: "ru" | "en";
      "comment"?: string;
    };
    ProfileInput: {
      "name"?: string;
      "birthday"?: string;
      "language"?: "ru" | "en";
      "comment"?: string;
    };
    Program: {
      "programId": string;
      "version": number;
      /** null: from the beginning of time. */
      "effectiveFrom": string | null;
      "publishedAt": string;
      "format": "yaml" | "json";
      /** The document as it was written. */
      "source": string;
      /** The same document as JSON. */
      "document": unknown;
    };
    ProgramVersion: {
      "programId": string;
      "version": number;
      /** null: from the beginning of time. */
      "effectiveFrom": string | null;
      "publishedAt": string;
    };
    PublishedProgram: {
      "programId": string;
      "version"?: number;
      /** null: from the beginning of time. */
      "effectiveFrom": string | null;
      "publishedAt"?: string;
      "checked"?: boolean;
    };
    Purchase: {
      /** The operation’s id: returns name it. */
      "id": string;
      /** null: a receipt of nobody that did not say. */
      "at": string | null;
      /** null: a receipt of nobody. */
      "accountId": string | null;
      "memberId": string | null;
      "programId": string;
      "programVersion": number | null;
      /** Minor units of the currency. */
      "total": number;
      /** Minor money left to pay after units. */
      "toPay": number;
      "payment": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        /** Minor units of the currency. */
        "money": number;
      } | null;
      "earned": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "lines": {
        /** Of the line, minor money paid with units. */
        "payMoney": number;
        /** Whole units in the smallest part of the wallet. */
        "payUnits": number;
        "earned": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
      }[];
      /** By wallet id, after this. */
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    Quote: {
      "outcome": "quoted";
      "at": string;
      /** null: a receipt of nobody. */
      "accountId": string | null;
      "memberId": string | null;
      "programId": string;
      "programVersion": number | null;
      /** Minor units of the currency. */
      "total": number;
      /** Minor money left to pay after units. */
      "toPay": number;
      "payment": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        /** Minor units of the currency. */
        "money": number;
      } | null;
      "earned": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "lines": {
        /** Of the line, minor money paid with units. */
        "payMoney": number;
        /** Whole units in the smallest part of the wallet. */
        "payUnits": number;
        "earned": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
      }[];
      /** By wallet id, after this. */
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    Readiness: {
      "ready": boolean;
      "reason"?: string;
    };
    Reason: {
      /** The rule it speaks of, if it is about one. */
      "rule"?: string;
      "applied": boolean;
      "code": string;
      "params": { [name: string]: string | number | null };
      "text": {
        "ru": string;
        "en": string;
      };
    };
    ReceiptInput: {
      /** The shop’s own number, unique for its source. */
      "id": string;
      /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
      "source"?: string;
      /** When it was; now if absent. */
      "at"?: string;
      /** The program’s currency if absent. */
      "currency"?: string;
      /** Minor money: the sum of the lines’ amounts. */
      "total": number;
      "store"?: string;
      "till"?: string;
      "channel"?: string;
      "lines": components['schemas']['ReceiptLineInput'][];
    };
    ReceiptLineInput: {
      "sku": string;
      "name"?: string;
      "category"?: string;
      /** Decimal text with at most 6 places, or a whole number; above zero. */
      "quantity": string | number;
      /** Minor money for one. */
      "price": number;
      /** Minor money that the shop itself took off the line. */
      "discount"?: number;
      /** Minor money for the line: price × quantity − discount, within one minor unit. */
      "amount": number;
    };
    RecordedEvent: {
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "earned": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    RefusedQuote: {
      "outcome": "refused";
      "problem": components['schemas']['Problem'];
    };
    Return: {
      /** The operation’s id; null for a preview. */
      "id": string | null;
      "accountId": string;
      "at": string;
      "programVersion": number;
      /** Minor money to give back, after what is withheld. */
      "money": number;
      /** Minor money kept for units that were earned and spent already. */
      "withheld": number;
      "parts": {
        "purchaseId": string;
        "lines": {
          "line": number;
          "quantity": string;
        }[];
        /** Minor units of the currency. */
        "money": number;
        /** Units given back that had paid. */
        "restored": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
        "takenBack": {
          "rule": string;
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
      }[];
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    Tier: {
      "level": string;
      /** Until when the level is kept whatever happens; null without end. */
      "until": string | null;
      /** What levels are measured by, so far, in its smallest parts. */
      "measured": number;
      "next": {
        "level": string;
        "missing": number;
      } | null;
    } | null;
    WalletStanding: {
      /** Can be spent now. */
      "available": number;
      /** Will become active later. */
      "pending": number;
      /** Reserved by open checkouts. */
      "held": number;
      /** Owed: taken back after it was spent; later earnings repay it first. */
      "debt": number;
      /** What expires next, and when. */
      "expiring": {
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        "at": string;
      } | null;
    };
  };
}
