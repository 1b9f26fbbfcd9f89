internal import CaseModel

extension KernelPresence {
  /// What is cheap to read: the kernel's lists of what is registered and loaded.
  ///
  /// - Parameter host: Its `/proc/net` is that of the collector's network namespace; registration is global.
  public static func gather(from host: any HostSource) -> KernelPresence {
    var presence = KernelPresence()
    if let table = try? host.read("/proc/net/netlink", limit: 8 << 20) {
      presence.netlinkProtocols = netlinkProtocols(inTable: table.bytes)
    }
    if let table = try? host.read("/proc/net/protocols", limit: 1 << 20) {
      presence.socketProtocols = firstWords(table.bytes)
    }
    if let table = try? host.read("/proc/modules", limit: 4 << 20) { presence.loadedModules = firstWords(table.bytes) }
    if let names = try? host.list("/sys/module", limit: 20_000) {
      presence.systemModules = Set(names.map(\.name.text))
    }
    presence.cannotLoadModules = loaderIsMissing(on: host)
    return presence
  }

  /// Adds what costs more: the symbols, or, where they cannot be read, the list of what was built in.
  mutating func addSymbols(from host: any HostSource) {
    if let symbols = try? host.read("/proc/kallsyms", limit: 48 << 20), !symbols.bytes.isEmpty {
      partsWithSymbols = Self.partsWithSymbols(symbols.bytes)
      return
    }
    guard let release = try? host.read("/proc/sys/kernel/osrelease", limit: 256) else { return }
    let path = HostString(
      bytes: Array("/lib/modules/".utf8) + KernelText.trimmed(release.bytes) + Array("/modules.builtin".utf8))
    if let list = try? host.read(path, limit: 4 << 20) { builtinParts = Self.builtinParts(list.bytes) }
  }

  /// A kernel without modules has neither file. An empty loader path is refused by `__request_module` before it starts
  /// anything; `kernel.modules_disabled` is not: the loader would still run.
  private static func loaderIsMissing(on host: any HostSource) -> Bool {
    guard (try? host.read("/proc/version", limit: 4096)) != nil else { return false }
    do throws(SourceError) {
      return KernelText.trimmed(try host.read("/proc/sys/kernel/modprobe", limit: 4096).bytes).isEmpty
    } catch {
      guard error.code == .absent else { return false }
    }
    do throws(SourceError) {
      _ = try host.read("/proc/modules", limit: 1)
      return false
    } catch {
      return error.code == .absent
    }
  }
}
