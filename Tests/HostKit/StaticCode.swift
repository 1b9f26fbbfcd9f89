internal import Foundation

/// Small static programs that tests make from C.
public enum StaticCode {
  /// Whether they can be made here: a C compiler and a static C library.
  public static let isPossible: Bool = {
    (try? Workbench.with { bench in
      try make("int main(void) { return 0; }", bench("a"))
      return true
    }) ?? false
  }()

  /// Compiles a program.
  ///
  /// - Parameters:
  ///   - code: C.
  ///   - path: Where the program goes.
  ///   - flags: `-static` unless a test wants another kind.
  public static func make(_ code: String, _ path: String, flags: [String] = ["-static"]) throws {
    try Data(code.utf8).write(to: URL(fileURLWithPath: "\(path).c"))
    defer { try? FileManager.default.removeItem(atPath: "\(path).c") }
    try Run.program(["cc", "-O1", "-w"] + flags + ["-o", path, "\(path).c"]).expecting(0)
  }

  /// A program that behaves as its first argument says: it tells its surroundings, exits with 3, talks or waits without end, crashes, or
  /// leaves a process behind.
  public static let behaving = #"""
    #define _GNU_SOURCE
    #include <fcntl.h>
    #include <stdio.h>
    #include <string.h>
    #include <unistd.h>
    extern char **environ;
    int main(int count, char **words) {
      const char *how = count > 1 ? words[1] : "";
      if (!strcmp(how, "three")) { fputs("three\n", stderr); return 3; }
      if (!strcmp(how, "talk")) for (;;) puts("and so on");
      if (!strcmp(how, "wait")) { puts("waiting"); fflush(stdout); for (;;) pause(); }
      if (!strcmp(how, "crash")) { puts("before"); fflush(stdout); *(volatile int *)0 = 1; }
      if (!strcmp(how, "leave")) {
        if (fork() == 0) { setsid(); if (fork()) _exit(0); for (;;) pause(); }
        puts("left");
        return 0;
      }
      for (char **entry = environ; *entry; entry++) puts(*entry);
      for (int index = 0; index < count; index++) printf("%d %s\n", index, words[index]);
      int open = 0;
      for (int file = 3; file < 256; file++) open += fcntl(file, F_GETFD) >= 0;
      char folder[64];
      char byte;
      printf("in %s, group %d, files %d, input %zd\n", getcwd(folder, sizeof folder), getpgrp() == getpid(), open, read(0, &byte, 1));
      return 0;
    }
    """#
}
