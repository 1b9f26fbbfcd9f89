internal import Digests

/// Writes what an image says about its kernel's types and symbols as a symbol table of Volatility 3 (its ISF, schema 6.2.0), so that another
/// program can look at the same image without debugging packages.
public struct SymbolTableWriter {
  private let kernel: Kernel
  private let types: KernelTypes
  private var output: [UInt8] = []

  /// - Parameter kernel: Of the image.
  public init(_ kernel: Kernel) {
    self.kernel = kernel
    types = kernel.types
  }

  /// Types of symbols, which BTF does not tell: those that listings begin with.
  private static let symbolTypes: [(String, String)] = [
    ("init_task", #"{"kind":"struct","name":"task_struct"}"#), ("init_mm", #"{"kind":"struct","name":"mm_struct"}"#),
    ("init_files", #"{"kind":"struct","name":"files_struct"}"#),
    ("init_pid_ns", #"{"kind":"struct","name":"pid_namespace"}"#),
    ("init_uts_ns", #"{"kind":"struct","name":"uts_namespace"}"#), ("init_net", #"{"kind":"struct","name":"net"}"#),
    ("modules", #"{"kind":"struct","name":"list_head"}"#), ("super_blocks", #"{"kind":"struct","name":"list_head"}"#),
    ("net_namespace_list", #"{"kind":"struct","name":"list_head"}"#),
    ("module_kset", #"{"kind":"pointer","subtype":{"kind":"struct","name":"kset"}}"#),
    ("linux_banner", #"{"kind":"array","count":512,"subtype":{"kind":"base","name":"char"}}"#),
  ]

  /// The table, some tens of megabytes of JSON.
  ///
  /// - Parameter sink: Is given pieces, in order.
  public mutating func write(to sink: ([UInt8]) throws -> Void) throws {
    put(
      #"{"metadata":{"format":"6.2.0","producer":{"name":"needletail","version":"0.1.0"},"linux":{"symbols":[],"types":[]}},"#
    )
    put(#""base_types":{"pointer":{"size":8,"signed":false,"kind":"int","endian":"little"},"#)
    put(#""void":{"size":0,"signed":false,"kind":"void","endian":"little"}"#)
    var known: Set<String> = ["pointer", "void"]
    for kind in types.kinds where kind.kind == 1 || kind.kind == 16 {
      let name = types.string(kind.name)
      guard Self.isPlain(name), known.insert(name).inserted else { continue }
      put(
        #","\#(name)":{"size":\#(kind.size),"signed":\#(kind.first >> 24 & 1 == 1),"kind":"\#(Self.word(kind))","endian":"little"}"#
      )
    }
    put(#"},"user_types":{"#)
    try list(where: { ($0 == 4 || $0 == 5) }, sink) { $0.put(structure: $1) }
    put(#"},"enums":{"#)
    try list(where: { $0 == 6 }, sink) { $0.put(enumeration: $1) }
    put(#"},"symbols":{"#)
    try putSymbols(sink)
    put("}}\n")
    try sink(output)
    output = []
  }

  private mutating func put(_ text: String) { output += text.utf8 }

  private mutating func flush(_ sink: ([UInt8]) throws -> Void) throws {
    guard output.count >= 1 << 20 else { return }
    try sink(output)
    output.removeAll(keepingCapacity: true)
  }

  private mutating func list(
    where isWanted: (UInt8) -> Bool, _ sink: ([UInt8]) throws -> Void, _ put: (inout SymbolTableWriter, Int) -> Void
  ) throws {
    var known: Set<String> = []
    for index in types.kinds.indices where isWanted(types.kinds[index].kind) {
      let name = name(index)
      guard Self.isPlain(name), known.insert(name).inserted else { continue }
      self.put(known.count == 1 ? "" : ",")
      put(&self, index)
      try flush(sink)
    }
  }

  /// A type's name; nameless ones get one of ours.
  private func name(_ index: Int) -> String {
    let name = types.string(types.kinds[index].name)
    return name.isEmpty ? "unnamed_\(index)" : name
  }

  private mutating func put(structure index: Int) {
    let kind = types.kinds[index]
    put(#""\#(name(index))":{"size":\#(kind.size),"kind":"\#(kind.kind == 4 ? "struct" : "union")","fields":{"#)
    var isFirst = true
    for (number, member) in members(kind).enumerated() {
      let own = types.string(member.name)
      let name = own.isEmpty ? "unnamed_field_\(number)" : own
      guard Self.isPlain(name) else { continue }
      let bits = kind.hasBitfields ? member.offset & 0xFF_FFFF : member.offset
      let width = kind.hasBitfields ? member.offset >> 24 : 0
      var offset = bits / 8
      var type = text(Int(member.type), 0)
      if width > 0 {
        // A bit field is read as its whole number, from where that is aligned.
        let size = UInt32(max(1, types.bytes(Int(member.type), depth: 0)))
        offset = bits / 8 / size * size
        type = #"{"kind":"bitfield","bit_position":\#(bits - offset * 8),"bit_length":\#(width),"type":\#(type)}"#
      }
      put(
        #"\#(isFirst ? "" : ",")"\#(name)":{"type":\#(type),"offset":\#(offset)\#(own.isEmpty ? #","anonymous":true"# : "")}"#
      )
      isFirst = false
    }
    put("}}")
  }

  private func members(_ kind: KernelTypes.Kind) -> ArraySlice<KernelTypes.Member> {
    types.members[Int(kind.first)..<Int(kind.first) + Int(kind.count)]
  }

  private mutating func put(enumeration index: Int) {
    let kind = types.kinds[index]
    put(
      #""\#(name(index))":{"size":\#(kind.size),"base":"\#(kind.size == 8 ? "long unsigned int" : "unsigned int")","constants":{"#
    )
    var known: Set<String> = []
    for member in members(kind) {
      let name = types.string(member.name)
      guard Self.isPlain(name), known.insert(name).inserted else { continue }
      put(#"\#(known.count == 1 ? "" : ",")"\#(name)":\#(Int32(bitPattern: member.offset))"#)
    }
    put("}}")
  }

  /// How a member's type is told.
  private func text(_ type: Int, _ depth: Int) -> String {
    let index = types.resolved(type)
    let kind = types.kinds[index]
    guard depth < 16 else { return #"{"kind":"base","name":"void"}"# }
    switch kind.kind {
    case 1, 16:
      return Self.isPlain(name(index))
        ? #"{"kind":"base","name":"\#(name(index))"}"# : #"{"kind":"base","name":"void"}"#
    case 2: return #"{"kind":"pointer","subtype":\#(text(Int(kind.size), depth + 1))}"#
    case 3: return #"{"kind":"array","count":\#(kind.count),"subtype":\#(text(Int(kind.first), depth + 1))}"#
    case 4: return #"{"kind":"struct","name":"\#(name(index))"}"#
    case 5: return #"{"kind":"union","name":"\#(name(index))"}"#
    case 6: return #"{"kind":"enum","name":"\#(name(index))"}"#
    case 13: return #"{"kind":"function"}"#
    default: return #"{"kind":"base","name":"void"}"#
    }
  }

  private mutating func putSymbols(_ sink: ([UInt8]) throws -> Void) throws {
    let moved = kernel.info.kernelOffset ?? 0
    let constants = ["linux_banner": Base64.encode(kernel.banner)]
    let kinds = Dictionary(Self.symbolTypes) { first, _ in first }
    var known: Set<String> = []
    try kernel.symbols.forEach { bytes, address in
      let name = String(decoding: bytes, as: UTF8.self)
      guard Self.isPlain(name), known.insert(name).inserted else { return }
      // As they were linked: readers look for the distance themselves.
      let linked = address.value >= KernelLocator.textMap ? address.value &- moved : address.value
      var text = #"\#(known.count == 1 ? "" : ",")"\#(name)":{"address":\#(linked)"#
      if let kind = kinds[name] { text += #","type":\#(kind)"# }
      if let constant = constants[name] { text += #","constant_data":"\#(constant)""# }
      output += (text + "}").utf8
      try flush(sink)
    }
  }

  private static func word(_ kind: KernelTypes.Kind) -> String {
    if kind.kind == 16 { return "float" }
    return kind.first >> 26 & 1 == 1 ? "bool" : kind.size == 1 ? "char" : "int"
  }

  /// What goes into JSON as it is: names come from the image.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || [0x20, 0x24, 0x2E, 0x5F].contains($0)
      }
  }
}
