// Remembering photos: the hashes of those that have not moved since they were read. It is a
// plain file that is read in one go and may be deleted at any time: it speeds a plan up and
// decides nothing.

package state

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// racy is how near to its own writing a file's time is not trusted: it could be written once
// more and show the same time. Two seconds is the coarsest clock of a file system in use (FAT).
const racy = 2 * time.Second

// Cache remembers which hash a file had at which size, time and place on the disk. It may be
// used from several goroutines.
type Cache struct {
	path string
	load sync.Once

	mu   sync.RWMutex
	seen sightings
	news bool // seen has more than the file
}

// sightings are in the order they came, so that a plan that asks in that order walks through
// memory and does not jump.
type sightings struct {
	all []sighting
	at  map[string]int32 // path: place in all
}

// sighting is a file as it was when its hash was taken.
type sighting struct {
	Path          string
	Size, ModTime int64
	Inode         uint64
	SHA256        [32]byte
}

// OpenCache makes a cache of the file at path, which is read when it is first needed. One
// that is missing, broken, or unreadable is an empty one.
func OpenCache(path string) *Cache { return &Cache{path: path} }

// Lookup finds the hash, in hex, of a file that looks as it did.
func (c *Cache) Lookup(path string, info fs.FileInfo) (sha256 string, ok bool) {
	c.load.Do(c.read)
	c.mu.RLock()
	defer c.mu.RUnlock()
	at, ok := c.seen.at[path]
	if !ok {
		return "", false
	}
	s := &c.seen.all[at]
	if s.Size != info.Size() || s.ModTime != info.ModTime().UnixNano() || s.Inode != inode(info) {
		return "", false
	}
	return hex.EncodeToString(s.SHA256[:]), true
}

// Remember notes the hash of a file. The info must be from before the file was read. A file
// that was written just now is not remembered.
func (c *Cache) Remember(path string, info fs.FileInfo, sha256 string) {
	s := sighting{Path: path, Size: info.Size(), ModTime: info.ModTime().UnixNano(), Inode: inode(info)}
	if n, err := hex.Decode(s.SHA256[:], []byte(sha256)); err != nil || n != len(s.SHA256) {
		return
	}
	if age := time.Since(info.ModTime()); age.Abs() < racy || len(path) > maxPath {
		return
	}
	c.load.Do(c.read)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen.add(s)
	c.news = true
}

// Flush writes what is new, if anything is.
func (c *Cache) Flush() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.news {
		return nil
	}
	if err := c.write(); err != nil {
		return explain(c.path, "keep the hashes of photos in", err)
	}
	c.news = false
	return nil
}

// A cache file is cacheMagic, the CRC-32C of the rest, and then for each file the length of
// its path (2 bytes), the path, and its sighting; all numbers little-endian.
const (
	cacheMagic   = "photoshoot sightings 1\n\x00"
	maxPath      = 1<<16 - 1
	sightingSize = 8 + 8 + 8 + 32
)

func (c *Cache) read() {
	data, err := os.ReadFile(c.path)
	if err == nil {
		c.seen, err = decodeSightings(data)
	}
	if err != nil {
		c.seen = sightings{at: map[string]int32{}}
	}
}

func (s *sightings) add(one sighting) {
	if at, ok := s.at[one.Path]; ok {
		s.all[at] = one
		return
	}
	s.at[one.Path] = int32(len(s.all))
	s.all = append(s.all, one)
}

var errNoCache = errors.New("no cache of photo hashes")

func decodeSightings(data []byte) (sightings, error) {
	body, ok := bytes.CutPrefix(data, []byte(cacheMagic))
	if !ok || len(body) < 4 || crc32.Checksum(body[4:], castagnoli()) != binary.LittleEndian.Uint32(body) {
		return sightings{}, errNoCache
	}
	body = body[4:]
	text := string(body) // holds the paths of all
	guess := len(body) / (2 + 64 + sightingSize)
	s := sightings{make([]sighting, 0, guess), make(map[string]int32, guess)}
	for at := 0; at < len(body); {
		if len(body)-at < 2 {
			return sightings{}, errNoCache
		}
		from := at + 2
		to := from + int(binary.LittleEndian.Uint16(body[at:]))
		if at = to + sightingSize; len(body) < at {
			return sightings{}, errNoCache
		}
		s.add(decodeSighting(text[from:to], body[to:at]))
	}
	return s, nil
}

func decodeSighting(path string, b []byte) sighting {
	return sighting{
		Path:    path,
		Size:    int64(binary.LittleEndian.Uint64(b)),
		ModTime: int64(binary.LittleEndian.Uint64(b[8:])),
		Inode:   binary.LittleEndian.Uint64(b[16:]),
		SHA256:  [32]byte(b[24:]),
	}
}

func (s *sightings) encode() []byte {
	out := make([]byte, len(cacheMagic)+4, len(cacheMagic)+4+len(s.all)*(2+64+sightingSize))
	copy(out, cacheMagic)
	for _, one := range s.all {
		out = binary.LittleEndian.AppendUint16(out, uint16(len(one.Path)))
		out = append(out, one.Path...)
		out = binary.LittleEndian.AppendUint64(out, uint64(one.Size))
		out = binary.LittleEndian.AppendUint64(out, uint64(one.ModTime))
		out = binary.LittleEndian.AppendUint64(out, one.Inode)
		out = append(out, one.SHA256[:]...)
	}
	sum := crc32.Checksum(out[len(cacheMagic)+4:], castagnoli())
	binary.LittleEndian.PutUint32(out[len(cacheMagic):], sum)
	return out
}

// write replaces the file whole. It is not synced: one that is lost or torn costs a reading
// of the photos, and the checksum tells.
func (c *Cache) write() error {
	dir := filepath.Dir(c.path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, filepath.Base(c.path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(c.seen.encode())
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.path)
	}
	if err != nil {
		return errors.Join(err, remove(f.Name()))
	}
	return nil
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }
