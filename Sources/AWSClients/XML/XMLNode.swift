/// One element with what is inside it. Text beside child elements is dropped: AWS's documents have none but space.
final class XMLNode {
  let name: String
  private(set) var children: [XMLNode] = []
  private var bytes: [UInt8] = []

  private init(name: String) { self.name = name }

  /// The text, if there are no child elements.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The first child of that name.
  subscript(name: String) -> XMLNode? { children.first { $0.name == name } }

  /// All children of that name.
  func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

  static func parse(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLError) -> XMLNode {
    var reader = try XMLReader(bytes, limits: limits)
    var open: [XMLNode] = []
    var root: XMLNode?
    while let event = try reader.next() {
      switch event {
      case .start(let name):
        let node = XMLNode(name: name)
        open.last?.children.append(node)
        if root == nil { root = node }
        open.append(node)
      case .text(let text):
        guard text.isValidUTF8 else { throw XMLError(code: .invalidText, offset: 0) }
        open.last?.bytes += text
      case .end:
        if let node = open.popLast(), !node.children.isEmpty { node.bytes = [] }
      }
    }
    guard let root else { throw XMLError(code: .cut, offset: bytes.count) }
    return root
  }
}

extension [UInt8] {
  var isValidUTF8: Bool { String(validating: self, as: UTF8.self) != nil }
}
