#define OPENSSL_SUPPRESS_DEPRECATED
#include "CCrypto.h"

#include <openssl/md5.h>
#include <openssl/sha.h>

_Static_assert(sizeof(SHA256_CTX) <= sizeof(nt_sha256_state), "SHA256_CTX grew");
_Static_assert(sizeof(MD5_CTX) <= sizeof(nt_md5_state), "MD5_CTX grew");

void nt_sha256_init(nt_sha256_state *state) { SHA256_Init((SHA256_CTX *)state); }

void nt_sha256_update(nt_sha256_state *state, const void *bytes, size_t length) {
  SHA256_Update((SHA256_CTX *)state, bytes, length);
}

void nt_sha256_final(nt_sha256_state *state, uint8_t digest[32]) { SHA256_Final(digest, (SHA256_CTX *)state); }

void nt_md5_init(nt_md5_state *state) { MD5_Init((MD5_CTX *)state); }

void nt_md5_update(nt_md5_state *state, const void *bytes, size_t length) {
  MD5_Update((MD5_CTX *)state, bytes, length);
}

void nt_md5_final(nt_md5_state *state, uint8_t digest[16]) { MD5_Final(digest, (MD5_CTX *)state); }
