import FuzzTargets
import Glibc

// Linked with libFuzzer, whose main() calls these. NEEDLETAIL_FUZZ_TARGET says what to run; with NEEDLETAIL_FUZZ_SEEDS the
// target's seeds are written into that directory instead.

nonisolated(unsafe) private var target = FuzzTargets.all[0]  // set once, before the first input

@_cdecl("LLVMFuzzerInitialize")
public func initialise(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> Int32 {
  if getenv("NEEDLETAIL_FUZZ_LIST") != nil {
    for target in FuzzTargets.all { print(target.name) }
    exit(0)
  }
  guard let name = getenv("NEEDLETAIL_FUZZ_TARGET"), let named = FuzzTargets.named(String(cString: name)) else {
    print("NEEDLETAIL_FUZZ_TARGET must be one of: \(FuzzTargets.all.map(\.name).joined(separator: " "))")
    exit(64)
  }
  target = named
  if let folder = getenv("NEEDLETAIL_FUZZ_SEEDS") {
    for (number, seed) in target.seeds().enumerated() {
      guard let file = fopen("\(String(cString: folder))/seed-\(number)", "w") else { exit(1) }
      fwrite(seed, 1, seed.count, file)
      fclose(file)
    }
    exit(0)
  }
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
