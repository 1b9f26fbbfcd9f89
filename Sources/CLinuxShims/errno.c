#define _GNU_SOURCE
#include "nt_errno.h"

#include <string.h>

const char *nt_errno_name(int error) {
  const char *name = strerrorname_np(error);
  return name ? name : "errno";
}

const char *nt_errno_sentence(int error) {
  const char *sentence = strerrordesc_np(error);
  return sentence ? sentence : "unknown error";
}
