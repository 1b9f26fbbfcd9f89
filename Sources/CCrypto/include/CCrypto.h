// Low-level digests of libcrypto (Apache-2.0). Never its EVP interface: EVP reads the host's openssl.cnf and
// carries dlopen and getaddrinfo (docs/adr/0002-hashing.md).
#ifndef NEEDLETAIL_CCRYPTO_H
#define NEEDLETAIL_CCRYPTO_H
#include <stddef.h>
#include <stdint.h>

typedef struct { uint64_t words[16]; } nt_sha256_state;
typedef struct { uint64_t words[12]; } nt_md5_state;

void nt_sha256_init(nt_sha256_state *state);
void nt_sha256_update(nt_sha256_state *state, const void *bytes, size_t length);
void nt_sha256_final(nt_sha256_state *state, uint8_t digest[32]);
void nt_md5_init(nt_md5_state *state);
void nt_md5_update(nt_md5_state *state, const void *bytes, size_t length);
void nt_md5_final(nt_md5_state *state, uint8_t digest[16]);
#endif
